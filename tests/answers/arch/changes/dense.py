"""Changes of dense layers and DenseNet."""

from __future__ import annotations

from answers.arch.changes.common import ACTIVE, FUNCTIONS, HIDDEN, NORMED, Changes, ends, scores

CAT = "torch.cat([x, self.conv2(F.relu(self.norm2(narrow)))], dim=1)"
LAYER: Changes = {
    **ends(CAT, "narrow"),
    **FUNCTIONS,
    "new_first": (CAT, "torch.cat([self.conv2(F.relu(self.norm2(narrow))), x], dim=1)", "are concatenated before the old ones"),
    "new_alone": (CAT, "self.conv2(F.relu(self.norm2(narrow)))", "Only the new maps are returned"),
    "rows_joined": ("dim=1", "dim=0", ""),
    "k_inside": ("4 * k", "k", "It has 4k"),
    "2k_inside": ("4 * k", "2 * k", ""),
    "4c_inside": ("4 * k", "4 * c", ""),
    "2k_new": ("nn.Conv2d(4 * k, k, 3", "nn.Conv2d(4 * k, 2 * k, 3", ""),
    "no_first_relu": ("F.relu(self.norm1(x))", "self.norm1(x)", "Behind the first norm there is no ReLU"),
    "no_second_relu": ("F.relu(self.norm2(narrow))", "self.norm2(narrow)", "Behind the second norm there is no ReLU"),
    "no_first_norm": ("self.norm1(x)", "x", ""),
    "no_second_norm": ("self.norm2(narrow)", "narrow", ""),
    "norms_behind": ("self.conv1(F.relu(self.norm1(x)))", "F.relu(self.norm1(self.conv1(x)[:, :1] + x))", ""),
    "bias": ("1, bias=False", "1", "has a bias"),
    "bias_of_the_new": ("padding=1, bias=False", "padding=1", "has a bias"),
    "eps": ("nn.BatchNorm2d(c)", "nn.BatchNorm2d(c, 0.001)", "eps"),
    "momentum": ("nn.BatchNorm2d(c)", "nn.BatchNorm2d(c, momentum=0.2)", "momentum"),
    "unpadded_and_padded": ("k, 3, padding=1,", "k, 3, padding=1, padding_mode='reflect',", ""),
    "dilated": ("k, 3, padding=1,", "k, 3, padding=2, dilation=2,", "dilation 2"),
    "1x1_twice": ("k, 3, padding=1,", "k, 1,", ""),
    "grouped": ("k, 3, padding=1,", "k, 3, padding=1, groups=k,", ""),
    "dropout": ("[x, self.conv2(F.relu(self.norm2(narrow)))]", "[x, F.dropout(self.conv2(F.relu(self.norm2(narrow))), 0.2, self.training)]", ""),
    "in_place": ("self.norm1(x)", "self.norm1(x.relu_())", ""),
    "in_a_list": ("self.norm2 = nn.BatchNorm2d(4 * k)", "self.kept = [nn.BatchNorm2d(4 * k).double().eval()]\n        self.norm2 = self.kept[0].forward", ""),
}  # fmt: skip

NET: Changes = {
    **scores("self.fc(mean(self.features(x)))", "self.features(x)"),
    **NORMED,
    **ACTIVE,
    "stem_of_k": ("c = 2 * k", "c = k", "The stem has k maps"),
    "stem_of_64": ("c = 2 * k", "c = 64", ""),
    "no_pool": (", nn.MaxPool2d(3, 2, 1)]", "]", "There is no pool"),
    "small_stem": ("3, c, 7, 2", "3, c, 3, 2", ""),
    "no_last_norm": ("*layers, nn.BatchNorm2d(c), nn.ReLU()", "*layers, nn.ReLU()", ""),
    "no_last_relu": ("*layers, nn.BatchNorm2d(c), nn.ReLU()", "*layers, nn.BatchNorm2d(c)", "There is no ReLU behind the last norm"),
    "not_halved": ("nn.Conv2d(c, c // 2, 1, bias=False)", "nn.Conv2d(c, c, 1, bias=False)\n                c *= 2", ""),
    "rounded_up": ("nn.Conv2d(c, c // 2, 1, bias=False)", "nn.Conv2d(c, (c + 1) // 2, 1, bias=False)", ""),
    "max_in_transitions": ("nn.AvgPool2d(2)", "nn.MaxPool2d(2)", "Max pooling takes the place"),
    "overlapping_transitions": ("nn.AvgPool2d(2)", "nn.AvgPool2d(3, 2, 1)", ""),
    "strided_transitions": ("nn.Conv2d(c, c // 2, 1, bias=False)", "nn.Conv2d(c, c // 2, 1, 2, bias=False)", ""),
    "transition_without_norm": ("[nn.BatchNorm2d(c), nn.ReLU(), narrow", "[narrow", "Your transitions have no norm"),
    "transition_without_relu": ("nn.BatchNorm2d(c), nn.ReLU(), narrow", "nn.BatchNorm2d(c), narrow", ""),
    "transition_in_front": ("block > 0", "block >= 0", ""),
    "no_transitions": ("block > 0", "False", ""),
    "new_first": ("torch.cat([x, self.conv2(F.relu(self.norm2(narrow)))]", "torch.cat([self.conv2(F.relu(self.norm2(narrow))), x]", "are concatenated before the old ones"),
    "maximum": ("mean(self.features(x))", "self.features(x).amax((2, 3))", "Your last layer sees the maximum"),
    "one_layer_more": ("range(count)", "range(count + 1)", ""),
    "thousand_classes": ("nn.Linear(c, classes)", "nn.Linear(c, 1000)", ""),
    "k_12_by_default": ("k: int=32", "k: int=12", ""),
    "no_bias_of_units": ("nn.Linear(c, classes)", "nn.Linear(c, classes, bias=False)", "has no bias"),
    "bias": ("c // 2, 1, bias=False)", "c // 2, 1)", ""),
    "in_a_list": ("self.fc = nn.Linear(c, classes)", "self.kept = [nn.Linear(c, classes).double()]\n        self.fc = self.kept[0].forward", HIDDEN),
}  # fmt: skip

CHANGES = {"DenseLayer": LAYER, "DenseNet": NET}
