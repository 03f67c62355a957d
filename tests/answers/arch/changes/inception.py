"""Changes of Inception and GoogLeNet."""

from __future__ import annotations

from answers.arch.changes.common import BIASED, HIDDEN, Changes, ends, scores

CAT = "torch.cat([self.one(x), self.three(x), self.five(x), self.pool(x)], dim=1)"

INCEPTION: Changes = {
    **ends(CAT, "x"),
    **BIASED,
    "3x3_for_5x5": ("r5, c5, 5, padding=2", "r5, c5, 3, padding=1", "Your third branch looks at 3×3"),
    "5x5_for_3x3": ("r3, c3, 3, padding=1", "r3, c3, 5, padding=2", ""),
    "two_3x3_for_5x5": ("conv_relu(r5, c5, 5, padding=2)", "conv_relu(r5, c5, 3, padding=1), conv_relu(c5, c5, 3, padding=1)", ""),
    "mean_pool": ("nn.MaxPool2d(3, 1, 1)", "nn.AvgPool2d(3, 1, 1)", "Average pooling takes the place"),
    "zeros_in_the_pool": ("nn.MaxPool2d(3, 1, 1)", "nn.ZeroPad2d(1), nn.MaxPool2d(3, 1)", ""),
    "large_pool": ("nn.MaxPool2d(3, 1, 1)", "nn.MaxPool2d(5, 1, 2)", "5×5"),
    "no_pool": ("nn.MaxPool2d(3, 1, 1), ", "", ""),
    "pooled_last": ("nn.MaxPool2d(3, 1, 1), conv_relu(c, proj, 1)", "conv_relu(c, proj, 1), nn.MaxPool2d(3, 1, 1)", "The fourth branch has its 1×1 convolution before"),
    "exchanged": ("self.three(x), self.five(x)", "self.five(x), self.three(x)", "are concatenated in the other order"),
    "pool_first": ("[self.one(x), self.three(x), self.five(x), self.pool(x)]", "[self.pool(x), self.one(x), self.three(x), self.five(x)]", "The pooled branch is concatenated first"),
    "rows_joined": ("dim=1", "dim=2", ""),
    "no_reductions": ("conv_relu(c, r3, 1), conv_relu(r3, c3, 3, padding=1)", "conv_relu(c, c3, 3, padding=1)", ""),
    "no_relu_on_reductions": ("nn.Sequential(conv_relu(c, r3, 1), ", "nn.Sequential(nn.Conv2d(c, r3, 1), ", ""),
    "no_relu_on_the_pool": ("nn.MaxPool2d(3, 1, 1), conv_relu(c, proj, 1)", "nn.MaxPool2d(3, 1, 1), nn.Conv2d(c, proj, 1)", "The fourth branch ends without a ReLU"),
    "input_kept": (CAT, CAT.replace("self.pool(x)]", "self.pool(x), x]"), ""),
    "reduced_by_c3": ("conv_relu(c, r3, 1), conv_relu(r3, c3", "conv_relu(c, c3, 1), conv_relu(c3, c3", ""),
    "shared": ("self.five(x)", "self.five[1](self.three[0](x)[:, :0].sum(1, keepdim=True) + self.five[0](x) + 1)", ""),
    "in_a_list": ("self.one = conv_relu(c, c1, 1)", "self.kept = [conv_relu(c, c1, 1).double()]\n        self.one = self.kept[0].forward", HIDDEN),
    "dilated": ("conv_relu(r3, c3, 3, padding=1)", "nn.Sequential(nn.Conv2d(r3, c3, 3, 1, 2, 2), nn.ReLU())", "dilation 2"),
    "dropout": (f"return {CAT}", f"return F.dropout2d({CAT}, 0.1, self.training)", ""),
    "in_place": (f"return {CAT}", f"x.relu_()\n        return {CAT}", ""),
}  # fmt: skip

GOOGLENET: Changes = {
    **scores("self.fc(self.dropout(mean(self.features(x))))", "self.features(x)"),
    **BIASED,
    "pools_round_down": ("2, ceil_mode=True)", "2)", "Your pools round down"),
    "pools_padded": ("2, ceil_mode=True)", "2, 1)", "Your pools are padded"),
    "small_pools": ("nn.MaxPool2d(3, 2, ceil_mode=True)", "nn.MaxPool2d(2, 2)", ""),
    "mean_pools": ("nn.MaxPool2d(3, 2, ceil_mode=True)", "nn.AvgPool2d(3, 2, ceil_mode=True)", ""),
    "half_dropped": ("nn.Dropout(0.4)", "nn.Dropout(0.5)", ""),
    "no_dropout": ("self.dropout(mean", "(mean", "Nothing is dropped while training"),
    "dropped_scores": ("self.fc(self.dropout(mean(self.features(x))))", "self.dropout(self.fc(mean(self.features(x))))", "drops other values than expected"),
    "3x3_for_5x5": ("r5, c5, 5, padding=2", "r5, c5, 3, padding=1", "look at 3×3 pixels"),
    "no_1x1_in_the_stem": ("conv_relu(c1, c1, 1), ", "", "The 1×1 convolution in front"),
    "small_stem": ("3, c1, 7, 2, 3", "3, c1, 5, 2, 2", ""),
    "maximum": ("mean(self.features(x))", "self.features(x).amax((2, 3))", "Your last layer sees the maximum"),
    "one_place": ("mean(self.features(x))", "self.features(x)[:, :, 0, 0]", ""),
    "wrong_3a": ("(64, 96, 128, 16, 32, 32)", "(64, 96, 128, 32, 32, 32)", ""),
    "wrong_4e": ("(256, 160, 320, 32, 128, 128), None", "(256, 160, 320, 32, 128, 64), None", ""),
    "4b_left_out": ("(160, 112, 224, 24, 64, 64), ", "", ""),
    "5a_left_out": ("*((256, 160, 320, 32, 128, 128), (384", "*((384", ""),
    "pool_left_out": ("(256, 160, 320, 32, 128, 128), None", "(256, 160, 320, 32, 128, 128)", ""),
    "width_missing": ("int(n * width)", "n", ""),
    "width_of_the_stem_missing": ("int(64 * width)", "64", ""),
    "thousand_classes": ("nn.Linear(c, classes)", "nn.Linear(c, 1000)", ""),
    "no_bias_of_units": ("nn.Linear(c, classes)", "nn.Linear(c, classes, bias=False)", "has no bias"),
    "rounded_to_8": ("(int(n * width) for n in row)", "(max(8, int(n * width)) for n in row)", ""),
    "in_a_list": ("self.fc = nn.Linear(c, classes)", "self.kept = [nn.Linear(c, classes).double()]\n        self.fc = self.kept[0].forward", HIDDEN),
}  # fmt: skip

CHANGES = {"Inception": INCEPTION, "GoogLeNet": GOOGLENET}
