"""Changes of residual blocks, ResNet, its relatives, and squeeze-and-excite."""

from __future__ import annotations

from answers.arch.changes.common import (
    ACTIVE,
    CUT,
    FUNCTIONS,
    HIDDEN,
    NORMED,
    SHARED,
    Changes,
    ends,
    scores,
)


def blocks(maps: str) -> Changes:
    """Of every block that returns so many maps: its shortcut, and what it says of itself."""
    fits = f"stride == 1 and c == {maps}"
    return {
        "projected_by_channels": (fits, f"c == {maps}", ""),
        "projected_by_stride": (fits, "stride == 1", ""),
        "no_channels": (f"self.channels = {maps}", "pass", "channels"),
        "channels_of_x": (f"self.channels = {maps}", "self.channels = c", "channels"),
        "stride_2_by_default": ("stride: int=1", "stride: int=2", ""),
    }


SUM = "F.relu(self.second(self.first(x)) + self.shortcut(x))"
BASIC: Changes = {
    **ends(SUM, "x"),
    **blocks("f"),
    **NORMED,
    **ACTIVE,
    "double": (f"return {SUM}", f"return ({SUM}).double()", "In float32"),
    "joined": (SUM, "F.relu(torch.cat([self.second(self.first(x)), self.shortcut(x)], 1))", "a concatenation"),
    "twice_the_shortcut": ("+ self.shortcut(x)", "+ 2 * self.shortcut(x)", "sum"),
    "mean_in_the_shortcut": ("conv_norm(c, f, 1, stride)", "nn.Sequential(nn.AvgPool2d(stride, stride, ceil_mode=True), conv_norm(c, f, 1))", "average pooling"),
    "scale_of_zeros": (
        "self.second = conv_norm(f, f, 3)",
        "self.second = conv_norm(f, f, 3)\n        self.second[1].affine = False\n        self.second[1].weight = self.second[1].bias = None\n        self.scale, self.shift = nn.Parameter(torch.zeros(f)), nn.Parameter(torch.zeros(f))",
        "a scale with ones",
    ),
    "two_groups": ("self.second = conv_norm(f, f, 3)", "self.second = conv_norm(f, f, 3, 1, 1 + (f % 2 == 0))", ""),
    "running_averages_in_training": ("return nn.Sequential(conv, nn.BatchNorm2d(f))", "norm = nn.BatchNorm2d(f)\n    norm.train = lambda mode=True: norm\n    return nn.Sequential(conv, norm.eval())", ""),
    "no_relu_behind": (SUM, SUM.removeprefix("F.relu"), "There is no ReLU behind the sum"),
    "relu_before": (SUM, "F.relu(self.second(self.first(x))) + self.shortcut(x)", "comes before the sum"),
    "no_shortcut": (SUM, "F.relu(self.second(self.first(x)))", ""),
    "product": ("(x)) + self", "(x)) * self", ""),
    "shortcut_cut": ("self.shortcut(x)", "self.shortcut(x.detach())", CUT),
    "stride_in_the_second": (
        "self.first = conv_norm_relu(c, f, 3, stride)\n        self.second = conv_norm(f, f, 3)",
        "self.first = conv_norm_relu(c, f, 3)\n        self.second = conv_norm(f, f, 3, stride)",
        "The stride is in the second convolution",
    ),
    "plain_projection": ("conv_norm(c, f, 1, stride)", "nn.Conv2d(c, f, 1, stride, bias=False)", "no norm behind it"),
    "always_projected": ("nn.Identity() if fits else ", "", "even where the input fits"),
    "large_projection": ("conv_norm(c, f, 1, stride)", "conv_norm(c, f, 3, stride)", ""),
    "wide_inside": ("c, f, 3, stride)\n        self.second = conv_norm(f, f, 3)", "c, 2 * f, 3, stride)\n        self.second = conv_norm(2 * f, f, 3)", ""),
    "second_1x1": ("conv_norm(f, f, 3)", "conv_norm(f, f, 1)", ""),
    "one_norm": ("self.second = conv_norm(f, f, 3)", "self.second = conv_norm(f, f, 3)\n        self.second[1] = self.first[0][1]", SHARED),
    "zero_initialised": ("self.second = conv_norm(f, f, 3)", "self.second = conv_norm(f, f, 3)\n        self.second[1] = nn.Identity()", ""),
    "in_place": (f"return {SUM}", f"x += 1\n        return {SUM}", ""),
    "in_a_list": ("self.second = conv_norm(f, f, 3)", "self.kept = [conv_norm(f, f, 3).double()]\n        self.second = self.kept[0].forward", HIDDEN),
}  # fmt: skip

PRE_SUM = "self.conv2(F.relu(self.norm2(self.conv1(active)))) + shortcut"
PRE: Changes = {
    **ends(PRE_SUM, "active"),
    **blocks("f"),
    **FUNCTIONS,
    "projected_x": ("self.project(active)", "self.project(x)", "The shortcut's 1×1 convolution gets x"),
    "active_kept": ("shortcut = x if", "shortcut = active if", "is added. It is x itself"),
    "relu_behind": (PRE_SUM, f"F.relu({PRE_SUM})", "There is a ReLU behind the sum"),
    "relu_before": (PRE_SUM, f"F.relu({PRE_SUM.removesuffix(' + shortcut')}) + shortcut", ""),
    "no_shortcut": (" + shortcut", "", "There is no shortcut"),
    "norm_in_the_shortcut": ("nn.Conv2d(c, f, 1, stride, bias=False)", "nn.Sequential(nn.Conv2d(c, f, 1, stride, bias=False), nn.BatchNorm2d(f))", "There is a norm behind the 1×1"),
    "bias": ("1, bias=False)", "1)", "has a bias"),
    "bias_in_the_shortcut": ("stride, bias=False)", "stride)", "has a bias"),
    "no_second_norm": ("self.norm2(self.conv1(active))", "self.conv1(active)", ""),
    "no_first_relu": ("F.relu(self.norm1(x))", "self.norm1(x)", ""),
    "no_second_relu": ("F.relu(self.norm2(self.conv1(active)))", "self.norm2(self.conv1(active))", ""),
    "relu_first": ("F.relu(self.norm1(x))", "self.norm1(F.relu(x))", ""),
    "eps": ("nn.BatchNorm2d(c)", "nn.BatchNorm2d(c, 0.001)", "eps"),
    "momentum": ("nn.BatchNorm2d(c)", "nn.BatchNorm2d(c, momentum=0.5)", "momentum"),
    "stride_in_the_second": ("nn.Conv2d(c, f, 3, stride, 1, bias=False)\n        self.conv2 = nn.Conv2d(f, f, 3, 1,", "nn.Conv2d(c, f, 3, 1, 1, bias=False)\n        self.conv2 = nn.Conv2d(f, f, 3, stride,", ""),
    "always_projected": ("None if fits else ", "", ""),
    "dilated": ("f, f, 3, 1, 1,", "f, f, 3, 1, 2, 2,", "dilation 2"),
    "in_place": ("active = F.relu(self.norm1(x))", "active = F.relu(self.norm1(x))\n        x.add_(1)", ""),
}  # fmt: skip

DEEP_SUM = "F.relu(self.up(self.across(self.down(x))) + self.shortcut(x))"
BOTTLENECK: Changes = {
    **ends(DEEP_SUM, "x"),
    **blocks("4 * f"),
    **NORMED,
    **ACTIVE,
    "stride_as_in_the_paper": (
        "conv_norm_relu(c, inside, 1)\n        self.across = nn.Sequential(conv_norm(inside, inside, 3, stride, groups)",
        "conv_norm_relu(c, inside, 1, stride)\n        self.across = nn.Sequential(conv_norm(inside, inside, 3, 1, groups)",
        "The stride is in the first 1×1",
    ),
    "no_relu_behind": (DEEP_SUM, DEEP_SUM.removeprefix("F.relu"), "There is no ReLU behind the sum"),
    "relu_before": (DEEP_SUM, "F.relu(self.up(self.across(self.down(x)))) + self.shortcut(x)", "comes before the sum"),
    "no_shortcut": (" + self.shortcut(x)", "", ""),
    "plain_projection": ("conv_norm(c, 4 * f, 1, stride)", "nn.Conv2d(c, 4 * f, 1, stride, bias=False)", "no norm behind it"),
    "always_projected": ("nn.Identity() if fits else ", "", "even where the input fits"),
    "projected_by_f": ("c == 4 * f", "c == f", ""),
    "base_not_used": ("f * base // 64 * groups", "f * groups", "base is not used"),
    "groups_not_counted": ("f * base // 64 * groups", "f * base // 64", ""),
    "groups_not_used": ("3, stride, groups)", "3, stride)", "groups is not used"),
    "depthwise": ("3, stride, groups)", "3, stride, inside)", ""),
    "twice_as_many_maps": ("4 * f", "2 * f", ""),
    "across_1x1": ("inside, inside, 3", "inside, inside, 1", ""),
    "channels_f": ("self.channels = 4 * f", "self.channels = f", "channels"),
    "in_a_list": ("self.up = conv_norm(inside, 4 * f, 1)", "self.kept = [conv_norm(inside, 4 * f, 1).double()]\n        self.up = self.kept[0].forward", HIDDEN),
    "two_groups_by_default": ("groups: int=1, base: int=64", "groups: int=2, base: int=32", ""),
}  # fmt: skip

RESNET: Changes = {
    **scores("self.fc(mean(self.blocks(self.stem(x))))", "self.stem(x)"),
    **NORMED,
    **ACTIVE,
    "stem_5x5": ("3, c, 7, 2", "3, c, 5, 2", "5×5"),
    "stem_padded_less": ("kernel, stride, kernel // 2", "kernel, stride, (kernel - 1) // 3", "padding 2"),
    "relu_before_the_norm": ("nn.Sequential(conv_norm(c, f, kernel, stride), nn.ReLU())", "nn.Sequential(nn.Conv2d(c, f, kernel, stride, kernel // 2, bias=False), nn.ReLU(), nn.BatchNorm2d(f))", "goes on with ReLU"),
    "first_place": ("mean(self.blocks(self.stem(x)))", "self.blocks(self.stem(x))[:, :, 0, 0]", ""),
    "sum_of_places": ("mean(self.blocks(self.stem(x)))", "self.blocks(self.stem(x)).sum((2, 3))", ""),
    "relu_of_means": ("mean(self.blocks(self.stem(x)))", "mean(self.blocks(self.stem(x))).relu()", ""),
    "in_a_function": ("self.blocks = nn.Sequential(*blocks)", "self.blocks = lambda x: nn.Sequential(*blocks)(x)", ""),
    "no_pool": (", nn.MaxPool2d(3, 2, 1)", "", "There is no pool"),
    "pool_rounds_up": ("nn.MaxPool2d(3, 2, 1)", "nn.MaxPool2d(3, 2, ceil_mode=True)", "Your pool rounds up"),
    "small_pool": ("nn.MaxPool2d(3, 2, 1)", "nn.MaxPool2d(2)", "Your pool has windows of 2×2"),
    "mean_pool": ("nn.MaxPool2d(3, 2, 1)", "nn.AvgPool2d(3, 2, 1)", ""),
    "small_stem": ("3, c, 7, 2", "3, c, 3, 2", "Your first convolution looks at 3×3"),
    "stem_not_strided": ("3, c, 7, 2", "3, c, 7, 1", ""),
    "first_stage_strided": ("stage > 0 and number == 0", "number == 0", "The first stage begins at stride 2"),
    "every_block_strided": ("stage > 0 and number == 0", "stage > 0", "Every block of a stage has stride 2"),
    "last_block_strided": ("number == 0", "number == count - 1", "in the last block of a stage"),
    "nothing_strided": ("2 if stage > 0 and number == 0 else 1", "1", "No block has stride 2"),
    "all_stages_alike": ("f * 2 ** stage", "f", "All stages have as many maps"),
    "one_stage_more_each": ("f * 2 ** stage", "f * (stage + 1)", ""),
    "channels_ignored": ("blocks[-1].channels", "f * 2 ** stage", ""),
    "four_stages": ("enumerate(repeats)", "enumerate([*repeats, 1, 1][:4])", ""),
    "one_block_more": ("range(count)", "range(count + 1)", ""),
    "maximum": ("mean(self.blocks(self.stem(x)))", "self.blocks(self.stem(x)).amax((2, 3))", "Your last layer sees the maximum"),
    "width_missing": ("int(64 * width)", "64", ""),
    "thousand_classes": ("nn.Linear(c, classes)", "nn.Linear(c, 1000)", ""),
    "no_bias_of_units": ("nn.Linear(c, classes)", "nn.Linear(c, classes, bias=False)", "has no bias"),
    "in_a_list": ("self.blocks = nn.Sequential(*blocks)", "self.kept = [nn.Sequential(*blocks).double()]\n        self.blocks = self.kept[0].forward", HIDDEN),
    "own_block": ("blocks.append(block(c, f * 2 ** stage, stride))", "blocks.append(nn.Conv2d(c, 2 * f * 2 ** stage, 3, stride, 1))\n                blocks[-1].channels = 2 * f * 2 ** stage", ""),
    "twice_the_same_block": ("nn.Sequential(*blocks)", "nn.Sequential(*blocks[:-1], blocks[0])", ""),
}  # fmt: skip

WEIGHTED = "x * weights[:, :, None, None]"
SQUEEZE: Changes = {
    **ends(WEIGHTED, "x"),
    **FUNCTIONS,
    "added": (WEIGHTED, "x + weights[:, :, None, None]", "The weights are added"),
    "kept_too": (WEIGHTED, "x + x * weights[:, :, None, None]", "The weighted maps are added"),
    "weights_alone": (WEIGHTED, "weights", ""),
    "divided": (WEIGHTED, "x / weights[:, :, None, None]", ""),
    "maxima": ("mean(x)", "x.amax((2, 3))", "The weights are the maxima's"),
    "sums": ("mean(x)", "x.sum((2, 3))", ""),
    "of_rows": ("mean(x)", "x.mean(3)[:, :, 0]", ""),
    "of_the_batch": ("mean(x)", "x.mean((0, 2, 3))[None]", ""),
    "softmax": ("torch.sigmoid(self.up(F.relu(self.down(mean(x)))))", "self.up(F.relu(self.down(mean(x)))).softmax(1)", "by a softmax"),
    "hard_sigmoid": ("torch.sigmoid(", "F.hardsigmoid(", ""),
    "tanh": ("torch.sigmoid(", "torch.tanh(", "a tanh's"),
    "no_sigmoid": ("torch.sigmoid(", "(", "There is no sigmoid"),
    "sigmoid_twice": ("F.relu(", "torch.sigmoid(", ""),
    "ratio_numbers": ("c // ratio", "ratio", "Inside there are ratio numbers"),
    "no_biases": ("ratio)\n", "ratio, bias=False)\n", ""),
    "ratio_8_by_default": ("ratio: int=16", "ratio: int=8", ""),
    "not_narrow": ("c // ratio", "c", ""),
    "one_layer": ("self.up(F.relu(self.down(mean(x))))", "F.linear(mean(x), self.up.weight @ self.down.weight, self.up.bias)", ""),
    "weights_cut": ("mean(x)", "mean(x).detach()", CUT),
    "in_place": (f"return {WEIGHTED}", "x *= weights[:, :, None, None]\n        return x", ""),
    "in_a_list": ("self.up = nn.Linear(c // ratio, c)", "self.kept = [nn.Linear(c // ratio, c).double()]\n        self.up = self.kept[0].forward", HIDDEN),
    "norm_inside": ("F.relu(self.down(mean(x)))", "F.layer_norm(F.relu(self.down(mean(x))), (self.down.out_features,))", ""),
}  # fmt: skip

WHOLE = "[3, 4, 6, 3], classes, width)"
RELATIVES: Changes = {
    **NORMED,
    **ACTIVE,
    "101_layers": ("[3, 4, 6, 3]", "[3, 4, 23, 3]", ""),
    "34_layers": ("[3, 4, 6, 3]", "[3, 4, 5, 3]", ""),
    "reversed": ("[3, 4, 6, 3]", "[3, 6, 4, 3]", ""),
    "width_missing": (WHOLE, "[3, 4, 6, 3], classes)", ""),
    "classes_missing": (WHOLE, "[3, 4, 6, 3], width=width)", ""),
    "ten_by_default": ("(classes: int=1000", "(classes: int=10", ""),
    "stride_as_in_the_paper": (*BOTTLENECK["stride_as_in_the_paper"][:2], ""),
    "no_relu_behind": (DEEP_SUM, DEEP_SUM.removeprefix("F.relu"), ""),
}

WIDE: Changes = {
    **RELATIVES,
    "base_64": ("partial(Bottleneck, base=128)", "Bottleneck", "This is ResNet-50"),
    "base_256": ("base=128", "base=256", "four times as wide"),
    "base_96": ("base=128", "base=96", ""),
    "groups": ("base=128", "groups=2", "in two groups"),
    "all_wide": ("partial(Bottleneck, base=128), [3, 4, 6, 3], classes, width", "Bottleneck, [3, 4, 6, 3], classes, 2 * width", "All is twice as wide"),
    "wide_by_f": ("partial(Bottleneck, base=128)", "lambda c, f, stride: Bottleneck(c, 2 * f, stride)", ""),
    "stride_lost": ("partial(Bottleneck, base=128)", "lambda c, f, stride: Bottleneck(c, f, base=128)", ""),
    "basic": ("partial(Bottleneck, base=128)", "lambda c, f, stride: Bottleneck(c, f, stride, 1, 128 if stride == 1 else 64)", ""),
}  # fmt: skip

RESNEXT: Changes = {
    **RELATIVES,
    "exchanged": ("groups=32, base=4", "groups=4, base=32", "Your paths are 4 of 32 maps"),
    "base_64": ("groups=32, base=4", "groups=32", "base is left at 64"),
    "one_group": ("groups=32, base=4", "base=128", "in one group"),
    "no_groups": ("partial(Bottleneck, groups=32, base=4)", "Bottleneck", "This is ResNet-50"),
    "base_8": ("groups=32, base=4", "groups=32, base=8", "Your paths are 32 of 8 maps"),
    "16_paths": ("groups=32, base=4", "groups=16, base=8", ""),
    "groups_times_width": ("groups=32, base=4", "groups=int(32 * width), base=4", ""),
    "groups_in_the_first_stage": ("partial(Bottleneck, groups=32, base=4)", "lambda c, f, stride: Bottleneck(c, f, stride, *((32, 4) if f == 64 * width else (1, 128)))", ""),
    "stride_lost": ("partial(Bottleneck, groups=32, base=4)", "lambda c, f, stride: Bottleneck(c, f, groups=32, base=4)", ""),
}  # fmt: skip

CHANGES = {
    "BasicBlock": BASIC,
    "PreActivation": PRE,
    "Bottleneck": BOTTLENECK,
    "ResNet": RESNET,
    "SqueezeExcite": SQUEEZE,
    "wide_resnet50": WIDE,
    "resnext50": RESNEXT,
}
