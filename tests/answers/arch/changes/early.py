"""Changes of LeNet, AlexNet, ZFNet and VGG."""

from __future__ import annotations

from answers.arch.changes.common import BIASED, HIDDEN, Changes, scores

LENET: Changes = {
    **scores("self.fc3(torch.tanh(self.fc2(x)))", "x"),
    "no_module": ("class LeNet(nn.Module)", "class LeNet", "nn.Module is expected"),
    "dropped_in_training": (
        "self.fc3(torch.tanh",
        "self.fc3(F.dropout(torch.tanh(self.fc2(x)), 0.5, self.training) + 0 * torch.tanh",
        "must be the same at every call",
    ),
    "one_relu": ("torch.tanh(self.conv2(x))", "F.relu(self.conv2(x))", "yours goes on with ReLU"),
    "one_sigmoid": ("torch.tanh(self.fc1", "torch.sigmoid(self.fc1", "goes on with a sigmoid"),
    "one_max_pool": ("avg_pool2d(torch.tanh(self.conv2", "max_pool2d(torch.tanh(self.conv2", ""),
    "tanh_of_scores": (
        "return self.fc3(torch.tanh(self.fc2(x)))",
        "return torch.tanh(self.fc3(torch.tanh(self.fc2(x))))",
        "The scores go through a tanh",
    ),
    "padded": ("nn.Conv2d(1, c1, 5)", "nn.Conv2d(1, c1, 5, padding=1)", ""),
    "dilated": ("nn.Conv2d(1, c1, 5)", "nn.Conv2d(1, c1, 3, dilation=2)", "3×3, expected 5×5"),
    "more_maps": ("(6, 16, 120, 84)", "(8, 16, 120, 84)", ""),
    "six_maps_twice": ("(6, 16, 120, 84)", "(6, 6, 120, 84)", ""),
    "more_units": ("(6, 16, 120, 84)", "(6, 16, 128, 84)", ""),
    "fewer_units": ("(6, 16, 120, 84)", "(6, 16, 120, 64)", ""),
    "width_of_the_units_missing": (
        "(int(n * width) for n in (6, 16, 120, 84))",
        "(int(6 * width), int(16 * width), 120, 84)",
        "",
    ),
    "width_missing": ("int(n * width)", "n", ""),
    "ten_classes": ("nn.Linear(f6, classes)", "nn.Linear(f6, 10)", ""),
    "classes_times_width": ("nn.Linear(f6, classes)", "nn.Linear(f6, int(classes * width))", ""),
    "thousand_by_default": ("classes: int=10", "classes: int=1000", ""),
    "no_bias": ("nn.Conv2d(c1, c3, 5)", "nn.Conv2d(c1, c3, 5, bias=False)", "has no bias"),
    "no_bias_of_units": ("nn.Linear(c5, f6)", "nn.Linear(c5, f6, bias=False)", "has no bias"),
    "relus": ("torch.tanh(", "torch.relu(", "Your units are ReLUs"),
    "sigmoids": ("torch.tanh(", "torch.sigmoid(", "Your units are sigmoids"),
    "scaled_tanh": ("torch.tanh(", "1.7159 * torch.tanh(2 / 3 * ", ""),
    "max_pools": ("F.avg_pool2d(", "F.max_pool2d(", "Max pooling takes the place"),
    "no_tanh_in_front": ("torch.tanh(self.conv1(x))", "self.conv1(x)", "tanh"),
    "no_tanh_behind_the_second": ("torch.tanh(self.conv2(x))", "self.conv2(x)", "tanh"),
    "no_tanh_behind_f6": ("torch.tanh(self.fc2(x))", "self.fc2(x)", "no tanh behind it"),
    "no_tanh_behind_c5": ("torch.tanh(self.fc1(x.flatten(1)))", "self.fc1(x.flatten(1))", "tanh"),
    "pooled_first": (
        "F.avg_pool2d(torch.tanh(self.conv2(x)), 2)",
        "torch.tanh(F.avg_pool2d(self.conv2(x), 2))",
        "",
    ),
    "overlapping_pools": (
        "torch.tanh(self.conv1(x)), 2)",
        "torch.tanh(self.conv1(x)), 3, 2, 1)",
        "",
    ),
    "no_second_pool": (
        "F.avg_pool2d(torch.tanh(self.conv2(x)), 2)",
        "torch.tanh(self.conv2(x))[..., ::2, ::2]",
        "",
    ),
    "columns_first": ("x.flatten(1)", "x.transpose(2, 3).flatten(1)", ""),
    "channels_last": ("x.flatten(1)", "x.movedim(1, 3).flatten(1)", ""),
    "shared": (
        "self.fc3(torch.tanh(self.fc2(x)))",
        "self.fc3(torch.tanh(self.fc2(x)).flip(1))",
        "",
    ),
    "in_a_list": (
        "self.fc2 = nn.Linear(c5, f6)",
        "self.kept = [nn.Linear(c5, f6).double()]\n        self.fc2 = self.kept[0].forward",
        HIDDEN,
    ),
    "dropout": (
        "x = torch.tanh(self.fc1",
        "x = nn.Dropout()(x)\n        x = torch.tanh(self.fc1",
        "",
    ),
}

CLASSIFIED = scores("self.classifier(self.features(x).flatten(1))", "self.features(x)")
OTHERS = "drops other values than expected"
LAST_RELU = "nn.Linear(hidden, hidden), nn.ReLU()"
WIDE: Changes = {
    **CLASSIFIED,
    **BIASED,
    "no_dropout": ("nn.Dropout(0.5)", "nn.Identity()", "Nothing is dropped while training"),
    "little_dropout": ("nn.Dropout(0.5)", "nn.Dropout(0.2)", ""),
    "dropout_in_front_of_the_scores": (f"nn.Dropout(0.5), {LAST_RELU}", f"{LAST_RELU}, nn.Dropout(0.5)", OTHERS),
    "dropout_of_groups": (f"nn.Dropout(0.5), {LAST_RELU}", f"nn.Unflatten(1, (hidden // 4, 2, 2)), nn.Dropout2d(0.5), nn.Flatten(), {LAST_RELU}", OTHERS),
    "no_relu_between_units": (LAST_RELU, "nn.Linear(hidden, hidden)", ""),
    "more_units": ("4096", "4000", ""),
    "width_missing": ("n * width", "n", ""),
    "width_of_the_units_missing": ("hidden = (int(n * width) for n in", "hidden = (int(n * width) if n < 4096 else n for n in", ""),
    "classes_times_width": ("nn.Linear(hidden, classes)", "nn.Linear(hidden, int(classes * width))", ""),
    "thousand_classes": ("nn.Linear(hidden, classes)", "nn.Linear(hidden, 1000)", ""),
    "ten_by_default": ("classes: int=1000", "classes: int=10", ""),
    "no_bias_of_units": ("nn.Linear(hidden, hidden)", "nn.Linear(hidden, hidden, bias=False)", "has no bias"),
    "columns_first": (".flatten(1))", ".transpose(2, 3).flatten(1))", ""),
    "channels_last": (".flatten(1))", ".movedim(1, 3).flatten(1))", ""),
    "mean_pools": ("nn.MaxPool2d(3, 2", "nn.AvgPool2d(3, 2", ""),
    "small_pools": ("nn.MaxPool2d(3, 2", "nn.MaxPool2d(2, 2", ""),
    "fixed_classifier": (
        "return self.classifier(self.features(x).flatten(1))",
        "with torch.no_grad():\n            x = self.features(x)\n        return self.classifier(x.flatten(1))",
        "",
    ),
}  # fmt: skip

ALEXNET: Changes = {
    **WIDE,
    "as_in_the_paper": (
        "conv_relu(c3, c4, 3, padding=1), *(conv_relu(c4, c4, 3, padding=1)",
        "conv_relu(c3, c3, 3, padding=1), *(conv_relu(c3, c4, 3, padding=1)",
        "Your fourth layer has 384 maps",
    ),
    "towers_together": (
        "(64, 192, 384, 256, 4096)",
        "(96, 256, 384, 256, 4096)",
        "",
    ),
    "small_first": ("3, c1, 11, 4, 2", "3, c1, 9, 4, 1", ""),
    "first_unpadded": ("3, c1, 11, 4, 2", "3, c1, 11, 4, 3", ""),
    "one_more": (
        "conv_relu(c3, c4, 3, padding=1)",
        "conv_relu(c3, c3, 3, padding=1), conv_relu(c3, c4, 3, padding=1)",
        "",
    ),
    "3x3_second": ("conv_relu(c1, c2, 5, padding=2)", "conv_relu(c1, c2, 3, padding=1)", ""),
    "pool_padded": (
        "conv_relu(c1, c2, 5, padding=2), nn.MaxPool2d(3, 2)",
        "conv_relu(c1, c2, 5, padding=2), nn.MaxPool2d(3, 2, 1)",
        "",
    ),
    "dropout_behind": (
        "nn.Dropout(0.5), nn.Linear(hidden, hidden), nn.ReLU()",
        "nn.Linear(hidden, hidden), nn.ReLU(), nn.LocalResponseNorm(5)",
        "",
    ),
}

ZFNET: Changes = {
    **WIDE,
    "first_padded_by_3": ("3, c1, 7, 2, 1", "3, c1, 7, 2, 3", "Your 7×7 convolution has three"),
    "second_padded": ("c1, c2, 5, 2)", "c1, c2, 5, 2, 2)", "Your 5×5 convolution is padded"),
    "pools_padded": ("2, ceil_mode=True)", "2, 1)", "Your first two pools are padded"),
    "second_not_strided": (
        "conv_relu(c1, c2, 5, 2), nn.MaxPool2d(3, 2, ceil_mode=True)",
        "conv_relu(c1, c2, 5, 1, 1), nn.MaxPool2d(3, 4, ceil_mode=True)",
        "",
    ),
    "last_pool_rounds_up": ("conv_relu(c3, c2, 3, padding=1), nn.MaxPool2d(3, 2)", "conv_relu(c3, c2, 3, padding=1), nn.MaxPool2d(2, 2)", ""),
    "first_as_in_alexnet": ("3, c1, 7, 2, 1", "3, c1, 11, 2, 3", ""),
    "one_more": ("conv_relu(c3, c3, 3, padding=1)", "conv_relu(c3, c3, 3, padding=1), conv_relu(c3, c3, 3, padding=1)", ""),
    "fewer_maps": ("(96, 256, 384, 4096)", "(64, 256, 384, 4096)", ""),
    "dilated": ("conv_relu(c3, c3, 3, padding=1)", "nn.Conv2d(c3, c3, 3, 1, 2, 2), nn.ReLU()", ""),
}  # fmt: skip

VGG: Changes = {
    **CLASSIFIED,
    **BIASED,
    "no_dropout": ("nn.Dropout(0.5)", "nn.Identity()", "Nothing is dropped while training"),
    "little_dropout": ("nn.Dropout(0.5)", "nn.Dropout(0.2)", ""),
    "dropout_in_front": (f"{LAST_RELU}, nn.Dropout(0.5)", f"nn.Dropout(0.5), {LAST_RELU}", OTHERS),
    "no_relu_between_units": (LAST_RELU, "nn.Linear(hidden, hidden)", ""),
    "more_units": ("4096", "4000", ""),
    "width_missing": ("int(maps * width)", "maps", ""),
    "width_of_the_units_missing": ("int(4096 * width)", "4096", ""),
    "classes_times_width": ("nn.Linear(hidden, classes)", "nn.Linear(hidden, int(classes * width))", ""),
    "thousand_classes": ("nn.Linear(hidden, classes)", "nn.Linear(hidden, 1000)", ""),
    "ten_by_default": ("classes: int=1000", "classes: int=10", ""),
    "no_bias_of_units": ("nn.Linear(hidden, hidden)", "nn.Linear(hidden, hidden, bias=False)", "has no bias"),
    "columns_first": (".flatten(1))", ".transpose(2, 3).flatten(1))", ""),
    "mean_pools": ("nn.MaxPool2d(2)", "nn.AvgPool2d(2)", "Average pooling takes the place"),
    "overlapping_pools": ("nn.MaxPool2d(2)", "nn.MaxPool2d(3, 2, 1)", "windows of 3×3"),
    "pairs_are_3x3": ("else (entry, 3)", "else (entry, 3)\n                kernel = 3", ""),
    "pairs_are_1x1": ("else (entry, 3)", "else (entry, 3)\n                kernel = min(kernel, 3)", ""),
    "all_small": ("(entry, 3)", "(entry, 1)", ""),
    "pairs_left_out": ("if isinstance(entry, str):", "if isinstance(entry, tuple):\n                pass\n            elif isinstance(entry, str):", ""),
    "one_layer_of_units": (f", *({LAST_RELU}, nn.Dropout(0.5))", "", ""),
    "dilated": ("f, kernel, padding=kernel // 2)", "f, kernel, padding=kernel // 2)[:1].append(nn.ReLU6())", ""),
    "fixed_d": ("for entry in config:", "for entry in [64, 'M', 128, 'M', 256, 'M', 512, 'M', 512, 'M']:", ""),
    "in_a_list": ("self.features = nn.Sequential(*layers)", "self.kept = [nn.Sequential(*layers).double()]\n        self.features = self.kept[0].forward", HIDDEN),
}  # fmt: skip

CHANGES = {"LeNet": LENET, "AlexNet": ALEXNET, "ZFNet": ZFNET, "VGG": VGG}
