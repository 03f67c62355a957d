"""Assignment 01: every exercise, in the order of the notebook."""

from autograder.exercises.backprop import (
    network_mistakes,  # noqa: F401 - declares misconceptions
)
from autograder.exercises.backprop.activations import (
    relu,
    relu_backward,
    sigmoid,
    sigmoid_backward,
    tanh,
    tanh_backward,
)
from autograder.exercises.backprop.affine import affine_backward, affine_forward
from autograder.exercises.backprop.backpropagate import backpropagate
from autograder.exercises.backprop.elu import elu, elu_backward
from autograder.exercises.backprop.gradient_descent import gradient_descent
from autograder.exercises.backprop.jacobians import jacobian_bytes, relu_jacobian, relu_vjp
from autograder.exercises.backprop.leaky_relu import leaky_relu, leaky_relu_backward
from autograder.exercises.backprop.losses import softmax_loss, svm_loss
from autograder.exercises.backprop.maxout import maxout, maxout_backward
from autograder.exercises.backprop.mlp_loss import mlp_loss
from autograder.exercises.backprop.numerical_gradient import numerical_gradient
from autograder.exercises.backprop.perceptron import perceptron
from autograder.exercises.backprop.two_layer_loss import two_layer_loss

EXERCISES = (
    perceptron, numerical_gradient, affine_forward, affine_backward,
    sigmoid, sigmoid_backward, tanh, tanh_backward, relu, relu_backward,
    leaky_relu, leaky_relu_backward, elu, elu_backward, maxout, maxout_backward,
    relu_jacobian, relu_vjp, jacobian_bytes, softmax_loss, svm_loss,
    two_layer_loss, mlp_loss, backpropagate, gradient_descent,
)  # fmt: skip
