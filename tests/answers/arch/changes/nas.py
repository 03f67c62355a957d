"""Changes of NASNet-A's normal cell."""

from __future__ import annotations

from answers.arch.changes.common import (
    ACTIVE,
    CUT,
    HIDDEN,
    NORMED,
    SHARED,
    TWO_CALLS,
    Changes,
    ends,
)

CAT = "torch.cat([a, *sums], dim=1)"
CELL: Changes = {
    **ends(CAT, "a"),
    "detached": (CAT, "torch.cat([a.detach(), *sums], dim=1)", CUT),
    "dropped_in_evaluation": (CAT, "torch.cat([F.dropout(a), *sums], dim=1)", TWO_CALLS),
    **NORMED,
    **ACTIVE,
    "padding_counted": (", count_include_pad=False", "", "Your means count the zeros"),
    "maxima": ("nn.AvgPool2d(3, 1, 1, count_include_pad=False)", "nn.MaxPool2d(3, 1, 1)", ""),
    "large_means": ("nn.AvgPool2d(3, 1, 1,", "nn.AvgPool2d(5, 1, 2,", ""),
    "exchanged": ("self.to_a(left_input), self.to_b(right_input)", "self.to_b(right_input), self.to_a(left_input)", ""),
    "b_concatenated": ("[a, *sums]", "[b, *sums]", "b is concatenated in place of a"),
    "sums_alone": ("[a, *sums]", "sums", "Only the five sums are concatenated"),
    "both_concatenated": ("[a, *sums]", "[a, b, *sums]", "b is concatenated as well"),
    "a_last": ("[a, *sums]", "[*sums, a]", "a is concatenated behind"),
    "sums_reversed": ("[a, *sums]", "[a, *sums[::-1]]", ""),
    "added_up": (CAT, "a + sum(sums)", ""),
    "once": ("range(2)", "range(1)", "Your separable steps are done once"),
    "three_times": ("range(2)", "range(3)", ""),
    "no_relu_in_a": ("nn.Sequential(nn.ReLU(), conv_norm(left, f, 1))", "conv_norm(left, f, 1)", ""),
    "no_relu_in_a_and_b": ("nn.Sequential(nn.ReLU(), conv_norm(", "nn.Sequential(conv_norm(", "There is no ReLU in front of the 1×1"),
    "relu_behind_a": ("nn.ReLU(), conv_norm(left, f, 1)", "conv_norm(left, f, 1), nn.ReLU()", ""),
    "relu_last": ("[nn.ReLU(), depthwise, conv_norm(f, f, 1)]", "[depthwise, conv_norm(f, f, 1), nn.ReLU()]", "have their ReLU at the end"),
    "no_relu_in_steps": ("[nn.ReLU(), depthwise,", "[depthwise,", "The separable steps have no ReLU"),
    "norm_between": ("depthwise, conv_norm", "depthwise, nn.BatchNorm2d(f), conv_norm", ""),
    "relu_between": ("depthwise, conv_norm", "depthwise, nn.ReLU(), conv_norm", ""),
    "1x1_first": ("depthwise, conv_norm(f, f, 1)", "nn.Conv2d(f, f, 1, bias=False), depthwise, nn.BatchNorm2d(f)", ""),
    "not_depthwise": ("groups=f, bias", "bias", ""),
    "always_3x3": ("self.separable(f, 5)", "self.separable(f, 3)", ""),
    "kernels_exchanged": ("self.b5(b) + self.a3(a)", "self.a3(b) + self.b5(a)", "In the first sum, 5×5 and 3×3 are exchanged"),
    "second_of_b": ("self.a5(a) + self.more_a3(a)", "self.a5(b) + self.more_a3(a)", ""),
    "third_exchanged": ("self.mean(b) + a", "self.mean(a) + b", "In the third sum, a and b are exchanged"),
    "fourth_once": ("self.mean(a) + self.mean(a)", "self.mean(a)", ""),
    "fourth_with_a": ("self.mean(a) + self.mean(a)", "self.mean(a) + a", "The fourth sum is a mean of a and a itself"),
    "fifth_of_a": ("self.b3(b) + b", "self.b3(b) + a", ""),
    "fifth_without_b": ("self.b3(b) + b", "self.b3(b)", ""),
    "one_step_for_two": ("self.more_a3(a)", "self.a3(a)", ""),
    "shared": ("self.a5, self.more_a3 = (self.separable(f, 5), self.separable(f, 3))", "self.a5, self.more_a3 = (self.separable(f, 5), self.a3)", SHARED),
    "left_not_brought": ("return torch", "a = a + 0 * a.mean() + a.mean((2, 3), keepdim=True)\n        return torch", ""),
    "in_place": ("nn.Sequential(nn.ReLU(), conv_norm(left", "nn.Sequential(nn.ReLU(inplace=True), conv_norm(left", ""),
    "in_a_list": ("self.b3 = self.separable(f, 3)", "self.kept = [self.separable(f, 3).double()]\n        self.b3 = self.kept[0].forward", HIDDEN),
}  # fmt: skip

CHANGES = {"NASCell": CELL}
