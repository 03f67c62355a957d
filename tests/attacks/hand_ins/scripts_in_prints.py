"""Code that prints HTML and raises with it.

score: 0
"""


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_text(
        "EVIL = '<script>EVIL()</script><img src=x onerror=EVIL()>'\n"
        "def relu(x):\n    print(EVIL)\n    raise ValueError(EVIL)\n"
        "def tanh(x):\n    print(EVIL)\n    return EVIL\n"
    )
