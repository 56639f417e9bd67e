"""PyTensor's graphs."""

import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor.compile.mode import Mode
from pytensor.graph.traversal import explicit_graph_inputs

expm = getattr(pt.linalg, "expm", None) or pt.slinalg.expm
log, exp, sqrt, det, inv, trace = pt.log, pt.exp, pt.sqrt, pt.linalg.det, pt.linalg.inv, pt.trace

FORMS = {
    "1": ["x @ (W @ W) @ (W @ W).T @ x"],
    "2": ["trace(A @ X @ B)"],
    "3": ["trace(X.T @ A @ X @ B)"],
    "4": ["log(det(X))"],
    "5": ["det(X)"],
    "6": ["a @ inv(X) @ b"],
    "7": ["pt.sum((A @ X - B)**2)"],
    "8": ["sqrt(pt.sum((A @ x - b)**2))"],
    "9": ["pt.sum(log(1 + exp(-y * (A @ w))))"],
    "10": ["trace(X @ X @ X @ X @ X)"],
    "11": ["pt.sum(exp(X))"],
    "12": ["trace(expm(X))"],
    "13": ["pt.sum((U @ V.T - T)**2)"],
    "14": ["log(det(A + X @ X.T))"],
    "15": ["log(pt.sum(exp(W @ x))) - y @ W @ x"],
    "16": ["trace(inv(X.T @ C @ X) @ A)"],
    "18": ["trace(X.T @ X) + trace(A.T @ A)"],
}
VARIABLE = {"1": "W", "8": "x", "9": "w", "13": "U", "15": "W"}


def forget():
    pass


def build(text, case):
    names = {name: pt.dmatrix(name) for name in "ABCTUVWX"} | {name: pt.dvector(name) for name in "abwxy"}
    return eval(text, globals(), names), names[VARIABLE.get(case.rstrip("H"), "X")]


def derive(expression, case):
    function, variable = expression
    gradient = pytensor.grad(function, variable)
    return pytensor.gradient.jacobian(gradient.flatten(), variable) if case.endswith("H") else gradient


def value(result, expression, values, case):
    inputs = list(explicit_graph_inputs([result]))
    compiled = pytensor.function(inputs, result, mode=Mode(linker="py", optimizer="fast_run"))
    return compiled(*(values[symbol.name] for symbol in inputs))


def arranged(value, reference):
    return np.asarray(value).reshape(reference.shape)
