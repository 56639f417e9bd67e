"""Times emitted gradients beside the differentiation of JAX and PyTorch, one thread each.

usage: emitted.py NABLA [SIZE...]          NABLA is the program; sizes are 10, 100 and 1000

Each problem is emitted over NumPy and JAX, and its function is written down as its formula stands for jit(grad) and for
torch.autograd. All get the same numbers; gradients that differ are an error. Prints medians in milliseconds, and how many
times faster the better of the two emitted gradients is than the better of the two others. PyTorch may be missing.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("JAX_PLATFORMS", "cpu")
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
import jax
import jax.numpy as jnp
import numpy as np

try:
    import torch

    torch.set_num_threads(1)
except ImportError:
    torch = None

jax.config.update("jax_enable_x64", True)
SECONDS, REPEATS, CLASSES, RANK = 2.0, 41, 10, 5


class JAX:
    """The words that differ, so that every function is written once."""

    logaddexp, logsumexp = jnp.logaddexp, staticmethod(lambda x: jax.scipy.special.logsumexp(x, axis=1))
    inv, logdet = jnp.linalg.inv, staticmethod(lambda a: jnp.linalg.slogdet(a)[1])
    zero = 0.0


class Torch:
    logaddexp = staticmethod(lambda a, b: torch.nn.functional.softplus(b))
    logsumexp = staticmethod(lambda x: torch.logsumexp(x, 1))
    inv, logdet = staticmethod(lambda a: torch.linalg.inv(a)), staticmethod(lambda a: torch.linalg.slogdet(a)[1])
    zero = 0.0


def definite(random, n):
    a = random.standard_normal((n, n)) / np.sqrt(n)
    return a @ a.T + np.eye(n)


# Name, cell, variable, numbers, the function as written.
PROBLEMS = [
    ("first question", "W : matrix(n, n)\nx : vector(n)\ny = (W^2)'*x\nphi = y'*y\ngradient phi wrt W", "W",
     lambda r, n: dict(W=r.standard_normal((n, n)) / np.sqrt(n), x=r.standard_normal(n)),
     lambda m, W, x: (((W @ W).T @ x) ** 2).sum()),
    ("log-det", "S : matrix(n, n) symmetric positive-definite\nphi = logdet(S)\ngradient phi wrt S", "S",
     lambda r, n: dict(S=definite(r, n)), lambda m, S: m.logdet(S)),
    ("Gaussian process", "K : matrix(n, n) symmetric positive-definite\ny : vector(n)\n"
     "phi = y'*inv(K)*y + logdet(K)\ngradient phi wrt K", "K",
     lambda r, n: dict(K=definite(r, n), y=r.standard_normal(n)), lambda m, K, y: y @ m.inv(K) @ y + m.logdet(K)),
    ("least squares", "A : matrix(m, n)\nx : vector(n)\nb : vector(m)\nphi = normF(A*x - b)^2\ngradient phi wrt x", "x",
     lambda r, n: dict(A=r.standard_normal((n, n)), x=r.standard_normal(n), b=r.standard_normal(n)),
     lambda m, A, x, b: ((A @ x - b) ** 2).sum()),
    ("logistic", "A : matrix(m, n)\nw : vector(n)\nt : vector(m)\nphi = sum(softplus.(A*w)) - t'*A*w\n"
     "gradient phi wrt w", "w",
     lambda r, n: dict(A=r.standard_normal((n, n)), w=r.standard_normal(n) / np.sqrt(n), t=r.integers(0, 2, n) * 1.0),
     lambda m, A, w, t: m.logaddexp(m.zero, A @ w).sum() - t @ A @ w),
    ("softmax regression", f"X : matrix(n, p)\nW : matrix(p, {CLASSES})\nY : matrix(n, {CLASSES})\n"
     "phi = sum(logsumexp(X*W, rows)) - tr(Y'*X*W)\ngradient phi wrt W", "W",
     lambda r, n: dict(X=r.standard_normal((n, n)), W=r.standard_normal((n, CLASSES)) / np.sqrt(n),
                       Y=np.eye(CLASSES)[r.integers(0, CLASSES, n)]),
     lambda m, X, W, Y: m.logsumexp(X @ W).sum() - (Y * (X @ W)).sum()),
    ("factorization", f"T : matrix(m, n)\nU : matrix(m, {RANK})\nV : matrix(n, {RANK})\nphi = normF(T - U*V')^2\n"
     "gradient phi wrt U", "U",
     lambda r, n: dict(T=r.standard_normal((n, n)), U=r.standard_normal((n, RANK)), V=r.standard_normal((n, RANK))),
     lambda m, T, U, V: ((T - U @ V.T) ** 2).sum()),
    ("tr(inv(X'CX)A)", "X, C, A : matrix(n, n)\nphi = tr(inv(X'*C*X)*A)\ngradient phi wrt X", "X",
     lambda r, n: dict(X=np.eye(n) + r.standard_normal((n, n)) / n, C=definite(r, n), A=r.standard_normal((n, n))),
     lambda m, X, C, A: (m.inv(X.T @ C @ X) @ A).diagonal().sum()),
]


def emitted(nabla, folder, place, cell, library):
    """The gradient that Nabla emits for a cell over a library."""
    label = f"eq-p{place}"
    path = os.path.join(folder, "notes.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"```{{nabla}}\n#| label: {label}\n{cell}\n```\n")
    subprocess.run([nabla, "emit", f"{path}#{label}", "--to", library, "-o", folder], check=True, capture_output=True)
    name = f"eq_p{place}_{library}"
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, f"gradient_phi_{cell.split()[-1]}")


def median(work):
    """What some work gives, and its median time in milliseconds after one run that is not counted."""
    result, durations, start = work(), [], time.perf_counter()
    while len(durations) < 3 or len(durations) < REPEATS and time.perf_counter() - start < SECONDS:
        before = time.process_time()
        work()
        durations.append(time.process_time() - before)
    return np.asarray(result), 1e3 * statistics.median(durations)


def measured(nabla, folder, place, size):
    _, cell, variable, numbers, function = PROBLEMS[place]
    values = numbers(np.random.default_rng(size), size)
    order = list(values)
    arrays = [jnp.asarray(values[name]) for name in order]
    numpy, own = emitted(nabla, folder, place, cell, "numpy"), jax.jit(emitted(nabla, folder, place, cell, "jax"))
    grad = jax.jit(jax.grad(lambda *a: function(JAX, *a), argnums=order.index(variable)))
    works = {
        "numpy": lambda: numpy(*values.values()), "jax": lambda: own(*arrays).block_until_ready(),
        "jit(grad)": lambda: grad(*arrays).block_until_ready(),
    }
    if torch is not None:
        tensors = [torch.tensor(values[name], requires_grad=name == variable) for name in order]
        moving = tensors[order.index(variable)]
        works["torch"] = lambda: torch.autograd.grad(function(Torch, *tensors), moving)[0].numpy()
    found = {name: median(work) for name, work in works.items()}
    reference = found["jit(grad)"][0]
    for name, (value, _) in found.items():
        if variable in "SK":
            value, right = (value + value.T) / 2, (reference + reference.T) / 2
        else:
            right = reference
        assert np.allclose(value, right, rtol=1e-6, atol=1e-6 * np.abs(right).max()), (name, size)
    return {name: duration for name, (_, duration) in found.items()}


def main(nabla, *sizes):
    print(f"{'problem':20}{'n':>6}{'numpy':>10}{'jax':>10}{'jit(grad)':>11}{'torch':>10}{'times':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for place, problem in enumerate(PROBLEMS):
            for size in map(int, sizes or ("10", "100", "1000")):
                found = measured(nabla, folder, place, size)
                ratio = min(found["jit(grad)"], found.get("torch", np.inf)) / min(found["numpy"], found["jax"])
                row = "".join(f"{found.get(name, np.nan):>{width}.3f}" for name, width in
                              (("numpy", 10), ("jax", 10), ("jit(grad)", 11), ("torch", 10)))
                print(f"{problem[0]:20}{size:>6}{row}{ratio:>8.1f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
