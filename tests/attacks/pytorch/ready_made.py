"""Takes the block from a library of ready-made networks.

status: forbidden
says: torchvision
"""


def BasicBlock(c, f, stride=1):
    from torchvision.models.resnet import BasicBlock

    return BasicBlock(c, f, stride)
