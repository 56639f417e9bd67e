#!/usr/bin/env python3
"""Checks records of Nabla with NumPy alone: an independent reader and evaluator of what they say.

    python3 check_record.py RECORD...        ends with 0 when every record is as it says, else with 1

Nothing of Nabla takes part. Derivatives are differences of the eighth order, points are random, and what this small
checker does not know (a function, an assumption) is 'open', which never passes.
"""

import hashlib
import json
import re
import sys

import numpy as np

SIGN = re.compile(r"\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|[^\W\d]\w*|==|\.[*/^+(-]|[-+*/^'()\[\],;:=⊗⊙])")
LEVELS = [("+", "-", ".+", ".-"), (":",), ("*", "/", ".*", "./", "⊗", "⊙")]
QUESTIONS = "gradient jacobian hessian stationary differential directional simplify evaluate".split()
ONE = np.ones((1, 1))


class Unknown(Exception):
    """What this checker does not know."""


class Misfit(Exception):
    """Shapes that do not fit."""


# Reading: text to nested tuples


class Parser:
    """The formulas of the cell language, from tight to loose: call, ' and ^, d, minus, products, :, sums."""

    def __init__(self, text, names):
        self.tokens, self.place, self.names, end = [], 0, names, 0
        while end < len(text.rstrip()):
            match = SIGN.match(text, end)
            if not match:
                raise Unknown(f"sign {text[end:end + 8]!r}")
            # x_1 and x1 are one name.
            self.tokens.append(re.sub(r"_(\d+)$", r"\1", match[1]))
            end = match.end()
        self.tokens += ["", ""]

    @property
    def next(self):
        return self.tokens[self.place]

    def take(self, *signs):
        if self.next and self.next in signs:
            self.place += 1
            return self.tokens[self.place - 1]

    def expect(self, sign):
        if not self.take(sign):
            raise Unknown(f"{self.next!r} where {sign!r} should be")

    def whole(self):
        tree = self.formula()
        if self.next:
            raise Unknown(f"{self.next!r} after a formula")
        return tree

    def formula(self, level=0):
        if level == 3:
            return self.factor()
        if level == 0 and self.next in QUESTIONS[:3]:
            kind, of = self.take(self.next), self.formula()
            self.expect("wrt")
            return (kind, of, self.power())
        tree = self.formula(level + 1)
        while sign := self.take(*LEVELS[level]):
            tree = ({"⊙": ".*", "⊗": "kron"}.get(sign, sign), tree, self.formula(level + 1))
        return tree

    def factor(self):
        if self.take("-"):
            return ("neg", self.factor())
        if self.next == "d" and "d" not in self.names and self.take("d"):
            return ("d", self.factor())
        return self.power()

    def power(self):
        tree = self.primary()
        # dX^2 is d(X^2): what follows a differential's name belongs to the name.
        moved, tree = tree[0] == "d", tree[1] if tree[0] == "d" else tree
        while sign := self.take("'", "^", ".^", "["):
            if sign == "'":
                tree = ("'", tree)
            elif sign == "[":
                tree = ("entry", tree, self.list("]"))
            else:
                negative = self.take("-")
                tree = (sign, tree, ("neg", self.primary()) if negative else self.primary())
        return ("d", tree) if moved else tree

    def primary(self):
        token = self.next
        self.place += 1
        if token == "(":
            tree = self.formula()
            if self.take("at"):
                tree = ("at", tree, self.bindings())
            self.expect(")")
            return tree
        if token == "[":
            rows = [[self.formula()]]
            while sign := self.take(",", ";"):
                rows += [[]] if sign == ";" else []
                rows[-1].append(self.formula())
            self.expect("]")
            return ("matrix", tuple(map(tuple, rows)))
        if token[:1].isdigit():
            return ("number", float(token))
        if not token[:1].isalpha():
            raise Unknown(f"{token!r} where a formula should be")
        if self.next in ("(", ".(") and token not in self.names:
            return ("call", token, self.take("(", ".("), self.list(")"))
        isMoved = token not in self.names and token[0] == "d" and token[1:] in self.names
        return ("d", ("name", token[1:])) if isMoved else ("name", token)

    def list(self, end):
        trees = []
        while not trees or self.take(","):
            if self.tokens[self.place + 1] == "in":
                raise Unknown("a sum over an index")
            trees.append(self.formula())
        self.expect(end)
        return tuple(trees)

    def bindings(self):
        found = []
        while not found or self.take(","):
            name, self.place = self.next, self.place + 1
            self.expect("=")
            found.append((name, self.formula()))
        return tuple(found)


# Evaluating: every value is a matrix, a number is 1 by 1


def number(matrix):
    if matrix.shape != (1, 1):
        raise Misfit("a number is needed")
    return matrix[0, 0]


def whole(matrix):
    return int(number(matrix))


def fitting(operation, broadcasts=False):
    """An operation on matrices of one shape, or on a matrix and a number where it broadcasts."""
    def apply(a, b):
        if a.shape != b.shape and not (broadcasts and (1, 1) in (a.shape, b.shape)):
            raise Misfit(f"{a.shape} beside {b.shape}")
        return operation(a, b)
    return apply


def square(operation):
    """A function of a square matrix; what is too near to a singular one has no value worth comparing."""
    def apply(a):
        if a.shape[0] != a.shape[1]:
            raise Misfit("a square matrix is needed")
        if operation is np.linalg.inv and np.linalg.cond(a) > 1e3:
            raise np.linalg.LinAlgError("nearly singular")
        value = np.asarray(operation(a))
        return value if value.ndim == 2 else value.reshape(1, 1)
    return apply


def times(a, b):
    if (1, 1) in (a.shape, b.shape):
        return a * b
    if a.shape[1] != b.shape[0]:
        raise Misfit(f"{a.shape} times {b.shape}")
    return a @ b


def raised(a, exponent):
    if a.shape == (1, 1):
        return a ** number(exponent)
    return square(lambda a: np.linalg.matrix_power(a, whole(exponent)))(a)


def toeplitz_sums(a, mean=False):
    result = np.zeros_like(a)
    for offset in range(1 - len(a), len(a)):
        entries = np.diag(a, offset)
        result += np.diag(np.full(len(entries), entries.mean() if mean else entries.sum()), offset)
    return result


BINARY = {
    "+": fitting(np.add), "-": fitting(np.subtract), ".+": fitting(np.add, True), ".-": fitting(np.subtract, True),
    "*": times, "/": lambda a, b: a / number(b), ".*": fitting(np.multiply, True), "./": fitting(np.divide, True),
    "^": raised, ".^": lambda a, b: a ** number(b), "kron": np.kron,
    ":": fitting(lambda a, b: np.sum(a * b).reshape(1, 1)),
}
ENTRYWISE = {name: getattr(np, name) for name in "exp log sqrt sin cos tan sinh cosh tanh abs sign".split()} | {
    "relu": lambda a: np.maximum(a, 0), "step": lambda a: (a > 0).astype(float),
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)), "softplus": lambda a: np.logaddexp(0, a),
}
FUNCTIONS = {
    "tr": square(np.trace), "det": square(np.linalg.det), "inv": square(np.linalg.inv), "kron": np.kron,
    "logdet": square(lambda a: np.linalg.slogdet(a)[1]), "toepsum": square(toeplitz_sums),
    "diag": lambda a: np.diag(a[:, 0]) if a.shape[1] == 1 else np.diag(a).reshape(-1, 1),
    "vec": lambda a: a.reshape(-1, 1, order="F"), "sum": lambda a: np.sum(a).reshape(1, 1),
    "softmax": lambda a: np.exp(a - a.max()) / np.sum(np.exp(a - a.max())),
    "logsumexp": lambda a: (a.max() + np.log(np.sum(np.exp(a - a.max())))).reshape(1, 1),
    "norm1": lambda a: np.sum(np.abs(a)).reshape(1, 1), "norm2": lambda a: np.linalg.norm(a).reshape(1, 1),
    "normF": lambda a: np.linalg.norm(a).reshape(1, 1), "eye": lambda n: np.eye(whole(n)),
    "ones": lambda n, m=ONE: np.ones((whole(n), whole(m))), "zeros": lambda n, m=ONE: np.zeros((whole(n), whole(m))),
    "basis": lambda n, k: np.eye(whole(n))[:, [whole(k) - 1]],
}
# How a gradient g at x is put on the structure of its variable; tied entries move together and count each.
STRUCTURES = {
    "diagonal": lambda g, x, tied: g * np.eye(len(g)),
    "toeplitz": lambda g, x, tied: toeplitz_sums(g, mean=not tied),
    "symmetric": lambda g, x, tied: g + g.T - g * np.eye(len(g)) if tied else (g + g.T) / 2,
    "skew": lambda g, x, tied: (g - g.T) / (1 if tied else 2),
    "upper-triangular": lambda g, x, tied: np.triu(g), "lower-triangular": lambda g, x, tied: np.tril(g),
    "unit": lambda g, x, tied: g - x * np.sum(x * g),
    "orthogonal": lambda g, x, tied: g - x @ (x.T @ g + g.T @ x) / 2,
}
# Differences of the eighth order: the error is about the eighth power of the step.
STEP, WEIGHTS = 0.01, {1: 4 / 5, 2: -1 / 5, 3: 4 / 105, 4: -1 / 280}


def difference(function):
    return sum(w * (function(k * STEP) - function(-k * STEP)) for k, w in WEIGHTS.items()) / STEP


def projected(gradient, value, attributes, convention="projected"):
    for name in STRUCTURES if convention != "ignored" and gradient.shape != (1, 1) else ():
        if name in attributes:
            return STRUCTURES[name](gradient, value, convention == "tied")
    return gradient


class Point:
    """Values of names, their directions, and the definitions of a scope."""

    def __init__(self, scope, sizes, values, directions, options):
        self.scope, self.sizes, self.values, self.directions, self.options = scope, sizes, values, directions, options
        self.convention, self.layout = options.get("structured", "projected"), options.get("layout", "mixed")

    def moved(self, values):
        return Point(self.scope, self.sizes, {**self.values, **values}, self.directions, self.options)

    def value(self, tree):
        head = tree[0]
        if head in BINARY:
            return BINARY[head](self.value(tree[1]), self.value(tree[2]))
        if head in QUESTIONS:
            return self.derivative(*tree)
        return getattr(self, {"'": "transpose"}.get(head, head))(*tree[1:])

    def number(self, value):
        return value * ONE

    def neg(self, tree):
        return -self.value(tree)

    def transpose(self, tree):
        return self.value(tree).T

    def matrix(self, rows):
        return np.array([[number(self.value(entry)) for entry in row] for row in rows])

    def entry(self, tree, places):
        return self.value(tree)[self.places(places)].reshape(1, 1)

    def places(self, places):
        return tuple([whole(self.value(place)) - 1 for place in places] + [0])[:2]

    def at(self, tree, bindings):
        return self.moved({name: self.value(value) for name, value in bindings}).value(tree)

    def d(self, tree):
        start = {name: self.name(name) for name in self.directions}
        return difference(lambda t: self.moved({n: start[n] + t * self.directions[n] for n in start}).value(tree))

    def call(self, name, bracket, arguments):
        values = [self.value(argument) for argument in arguments]
        if name in ENTRYWISE:
            if bracket == "(" and values[0].shape != (1, 1):
                raise Misfit(f"{name} of a matrix")
            return ENTRYWISE[name](values[0])
        if name not in FUNCTIONS or bracket != "(":
            raise Unknown(f"function '{name}'")
        return FUNCTIONS[name](*values)

    def name(self, name):
        if name in self.values:
            return self.values[name]
        if name in self.scope.definitions:
            return self.value(self.scope.definitions[name])
        if name in self.sizes:
            return self.sizes[name] * ONE
        raise Unknown(f"name '{name}'")

    def derivative(self, kind, of, wrt):
        if wrt[0] == "'" and kind == "gradient":
            return self.derivative(kind, of, wrt[1]).T
        if wrt[0] == "entry" and wrt[1][0] == "name":
            value = self.value(wrt[1])
            direction = np.zeros_like(value)
            direction[self.places(wrt[2])] = 1
            return difference(lambda t: self.moved({wrt[1][1]: value + t * direction}).value(of))
        if wrt[0] != "name" or wrt[1] in self.scope.definitions and not self.scope.reaches(of, wrt[1]):
            # By an expression: each of its places is one new variable.
            free = replaced(self.scope.expanded(of), self.scope.expanded(wrt), ("name", " "))
            return self.moved({" ": self.value(wrt)}).derivative(kind, free, ("name", " "))
        value, attributes = self.name(wrt[1]), self.scope.attributes.get(wrt[1], ())

        def slopes(function):
            units = [unit.reshape(value.shape, order="F") for unit in np.eye(value.size)]
            return [difference(lambda t: function(self.moved({wrt[1]: value + t * unit}))) for unit in units]

        def restricted(rows):
            images = [projected(r.reshape(value.shape, order="F"), value, attributes, self.convention) for r in rows]
            return np.vstack([image.reshape(1, -1, order="F") for image in images])

        if kind == "hessian":
            rows = slopes(lambda point: point.derivative("gradient", of, wrt).reshape(-1, 1, order="F"))
            return restricted(np.hstack(rows))
        columns = slopes(lambda point: point.value(of))
        if value.shape == (1, 1):
            return columns[0]
        if kind == "gradient":
            gradient = restricted(np.array([[number(column) for column in columns]])).reshape(value.shape, order="F")
            return gradient.T if self.layout == "numerator" else gradient
        jacobian = restricted(np.hstack([column.reshape(-1, 1, order="F") for column in columns]))
        return jacobian.T if self.layout == "denominator" else jacobian


def replaced(tree, part, by):
    if tree == part:
        return by
    return tuple(replaced(t, part, by) for t in tree) if isinstance(tree, tuple) else tree


# Names: what cells declare, define and assume


class Scope:
    """Declared names with shapes and attributes, definitions, indices with their ranges, and what is held constant."""

    def __init__(self):
        self.shapes, self.attributes, self.definitions, self.indices, self.held = {}, {}, {}, {}, set()
        self.assumes = False

    def copy(self):
        other = Scope()
        vars(other).update({key: value.copy() if value else value for key, value in vars(self).items() if value})
        return other

    def read(self, text):
        return Parser(text, {*self.shapes, *self.definitions, *self.indices}).whole()

    def reaches(self, tree, name):
        return ("name", name) == tree or any(self.reaches(part, name) for part in self.parts(tree))

    def parts(self, tree):
        defined = tree[:1] == ("name",) and self.definitions.get(tree[1])
        return [defined] if defined else [part for part in tree if isinstance(part, tuple)]

    def expanded(self, tree):
        if tree[:1] == ("name",) and tree[1] in self.definitions:
            return self.expanded(self.definitions[tree[1]])
        return tuple(self.expanded(t) if isinstance(t, tuple) else t for t in tree)

    def perform(self, line):
        """A line of a cell as a statement; declarations, definitions and assumptions change the scope."""
        line = re.sub(r"\b([^\W\d]+)_(\d+)\b", r"\1\2", line.split("#")[0].strip())
        declared = re.match(r"([\w, ]+?)\s*:\s*(matrix|vector|scalar|index)\b\s*(?:\(([^)]*)\))?\s*(.*)$", line)
        if declared:
            names, sizes = re.split(r"\s*,\s*", declared[1]), re.sub(r"\s", "", declared[3] or "")
            attributes = {*declared[4].split()}
            attributes |= {"symmetric"} if attributes & {"positive-definite", "positive-semidefinite"} else set()
            for name in names:
                if declared[2] == "index":
                    self.indices[name] = sizes
                else:
                    self.shapes[name], self.attributes[name] = tuple(filter(None, sizes.split(","))), attributes
            return ("declaration", names, declared[2], sizes, attributes)
        word = line.split(" ")[0]
        if word == "given":
            held = re.match(r"given d ?\(?(\w+)\)? == 0$", line)
            self.held |= {held[1]} if held else set()
            self.assumes |= not held
            return ("given", line)
        if word == "claim":
            return ("claim", tuple(self.read(side) for side in line[6:].split(" == ")))
        if word in QUESTIONS:
            return ("question", word, line[len(word):].strip())
        defined = re.match(r"(\w+)\s*=\s*(.*)$", line)
        if not defined:
            raise Unknown(f"line {line!r}")
        self.definitions[defined[1]] = self.read(defined[2])
        return ("definition", defined[1])

    def draw(self, trees, turn, moving, free, options):
        """A random point; the sizes differ in several orders, and are equal once."""
        names, work = {*free}, [*trees, *(("name", name) for name in free)]
        while work:
            tree = work.pop()
            names |= {tree[1]} if tree[:1] == ("name",) else set()
            work += self.parts(tree)
        said = {size for name in names for size in [*self.shapes.get(name, ()), self.indices.get(name, "")]}
        known = {*self.shapes, *self.definitions, *self.indices}
        sizes = sorted({name for size in said for name in re.findall(r"[^\W\d]\w*", size)} | (names - known))
        order = [[2, 3, 4, 5], [4, 3, 2, 5], [3, 2, 5, 4], [3, 4, 2, 5], [3, 3, 3, 3]][turn % 5]
        sizes = {name: order[k % 4] for k, name in enumerate(sizes)}
        random, values = np.random.default_rng(turn), {}
        for name in sorted(names & {*self.shapes}):
            shape = [self.length(size, sizes) for size in self.shapes[name]] + [1, 1]
            values[name] = self.structured(random.normal(size=shape[:2]) * 0.8, self.attributes[name])
        for name in sorted(names & {*self.indices}):
            values[name] = (1 + random.integers(self.length(self.indices[name], sizes))) * ONE
        values.update({name: Point(self, sizes, values, {}, options).name(name) for name in free})
        directions = {name: projected(random.normal(size=values[name].shape), values[name], self.attributes.get(name, ()))
                      for name in sorted(values) if name in moving}
        return Point(self, sizes, values, directions, options)

    @staticmethod
    def length(size, sizes):
        """A size such as n, 3 or 2*n + m."""
        terms = [np.prod([int(sizes.get(f, 0) or f) for f in term.split("*")]) for term in size.split("+")]
        return int(sum(terms))

    @staticmethod
    def structured(value, attributes):
        if attributes & {"positive-definite", "positive-semidefinite"}:
            value = value @ value.T + np.eye(len(value))
        if attributes & {"positive", "nonnegative"}:
            value = np.abs(value) + 0.2
        if "orthogonal" in attributes:
            return np.linalg.qr(value)[0]
        if "unit" in attributes:
            return value / np.linalg.norm(value)
        return projected(value + 2 * np.eye(len(value)) if "invertible" in attributes else value, value, attributes)


def literal(text):
    """The numbers of [1, 2/3; 4, 5], or of one number."""
    def fraction(entry):
        top, _, bottom = entry.partition("/")
        return float(top) / float(bottom or 1)
    return np.array([[fraction(entry) for entry in row.split(",")] for row in text.strip("[]").split(";")])


def close(a, b):
    return a.shape == b.shape and np.all(np.abs(a - b) <= 2e-6 * (1 + np.maximum(np.abs(a), np.abs(b)).max()))


# Checking


class Check:
    """The check of one record: `findings` holds what is not as it says, `counts` how much was looked at."""

    def __init__(self, record, only=None):
        self.findings, self.scope, self.where = [], Scope(), "the record"
        self.counts = {"answers": 0, "steps": 0, "rows": 0, "values": 0}
        if record.get("schema") != 2:
            self.find("form", "it is of no version that is known")
        for number, part in enumerate(record["parts"] if record.get("schema") == 2 else []):
            self.where = f"part {number + 1}"
            self.part(part, only is None or only == number)

    def find(self, kind, message):
        self.findings.append((kind, self.where, message))

    def part(self, part, isWanted):
        if part["options"].get("scope") == "new":
            self.scope = Scope()
        before, outcomes = self.scope.copy(), part.get("outcomes", [])
        try:
            lines = [o["plain"] for o in outcomes if o["kind"] in ("declaration", "definition")]
            lines = part["source"].split("\n") if part["kind"] == "cell" else lines
            statements = [self.scope.perform(line) for line in lines if line.split("#")[0].strip()]
            if not isWanted:
                return
            if part["kind"] == "inline" and part["value"] and part["source"].split(" ")[0] in QUESTIONS[:3]:
                self.equation(f"{part['source']} == {part['value']}", "it", self.scope, [], part["options"])
            if part["kind"] == "cell":
                self.compare(before, statements, list(outcomes))
            for number, outcome in enumerate(outcomes):
                if "lines" in outcome or "steps" in outcome:
                    (self.rows if "lines" in outcome else self.answer)(outcome, f"result {number + 1}")
        except Unknown as unknown:
            self.find("open", f"{unknown} is not known here")
        except Misfit as misfit:
            self.find("equation", f"shapes do not fit: {misfit}")
        except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as failure:
            self.find("form", f"it cannot be checked: {failure!r}")

    def compare(self, listed, statements, queue):
        """Each outcome is that of its statement."""
        for statement in statements:
            outcome = queue.pop(0) if queue else {"kind": "failure"}
            if statement[0] == "question":
                self.question(*statement[1:], outcome, queue)
                continue
            text = outcome["lines"][0]["reading"].split("\n")[-1] if "lines" in outcome else outcome.get("plain", "?")
            told = (self.scope.copy() if statement[0] == "claim" else listed).perform(text)
            isSame = told == statement
            if statement[0] == "definition":
                isSame &= self.agree(listed.definitions.get(told[1]), self.scope.definitions[statement[1]])
            if statement[0] == told[0] == "claim" and len(told[1]) == len(statement[1]):
                isSame = all(self.agree(a, b) for a, b in zip(told[1], statement[1]))
            if not isSame:
                self.find("outcome", f"'{text}' is not what the cell says")

    def question(self, kind, rest, outcome, queue):
        rest, _, values = rest.partition(" at ")
        of, _, variables = (rest, "", "") if kind == "evaluate" else rest.partition(" wrt ")
        variables, _, along = variables.partition(" along ")
        for place, variable in enumerate(re.split(r",\s*(?![^\[(]*[\])])", variables)):
            outcome = queue.pop(0) if place > 0 and queue else outcome
            read, told = self.scope.read, [f"{b['name']} = {b['value']}" for b in outcome.get("at", [])]
            isSame = outcome["kind"] == kind and self.agree(read(outcome["of"]), read(of))
            isSame &= not variable or read(outcome["wrt"]) == read(variable)
            isSame &= not along or [read(a) for a in outcome["along"]] == [read(a) for a in along.split(",")]
            if not isSame or self.bindings(values) != self.bindings(", ".join(told)):
                self.find("outcome", f"'{outcome['kind']} {outcome.get('of')}' is not what the cell asks")

    def bindings(self, text):
        return Parser(text, {*self.scope.shapes}).bindings() if text else ()

    def agree(self, a, b):
        return a == b or self.verdict([a, b], self.scope, None, [], {}) == "holds"

    def verdict(self, sides, scope, varying, free, options):
        """What random points say of a chain of formulas: holds, refuted, ill-typed or open."""
        moving = {*scope.shapes} - scope.held if varying is None else {*varying}
        agreements, misfits = 0, 0
        for turn in range(12):
            try:
                with np.errstate(all="ignore"):
                    values = [scope.draw(sides, turn, moving, free, options).value(side) for side in sides]
                if any(a.shape != b.shape for a, b in zip(values, values[1:])):
                    raise Misfit("the sides")
                if not all(np.all(np.abs(value) < 1e6) for value in values):
                    continue
                if not all(close(a, b) for a, b in zip(values, values[1:])):
                    return "refuted"
                agreements += 1
            except np.linalg.LinAlgError:
                continue
            except Misfit:
                misfits += 1
            if agreements + misfits == 3:
                break
        return "ill-typed" if misfits else "holds" if agreements > 2 else "open"

    def equation(self, text, place, scope, free, options, varying=None, expected="holds"):
        sides = [scope.read(side) for side in text.split(" == ")]
        found = self.verdict(sides, scope, varying, free, options)
        if found != expected:
            kind = "open" if found == "open" or scope.assumes else "equation"
            self.find(kind, f"{place}: '{text}' is said to be '{expected}' and is '{found}'")
        return sides

    def answer(self, answer, place):
        scope, before, kind, value, claim = self.scope.copy(), None, answer["kind"], answer["value"], answer["claim"]
        for helper in answer["indices"] + answer["helpers"]:
            scope.perform(helper)
        self.counts["answers"] += 1
        for number, step in enumerate(answer["steps"]):
            line, varying = f"{place}, step {number + 1}", step.get("varying", answer["varying"])
            if step["before"] != before:
                self.find("chain", f"{line} does not go on from the line before")
            before = step["after"]
            self.equation(before, line, scope, varying, answer, varying)
            self.counts["steps"] += 1
            for name, _, body in (definition.partition(" = ") for definition in step["definitions"]):
                known = scope.definitions.get(name)
                if not known or scope.read(body) != known and not self.agree(scope.read(body), known):
                    self.find("outcome", f"{line}: '{name} = {body}' is not what the name stands for")
            for part in step["places"]:
                if part not in (step["before"] or ""):
                    scope.read(part)
        if kind == "evaluate":
            return self.evaluation(answer, place, scope)
        if kind == "stationary" and answer["helpers"][-1].partition(" = ")[2] != value:
            self.find("outcome", f"{place}: its value is not the point that its lines find")
        if claim is None:
            return self.find("open", f"{place}: nothing says that its value is the one asked for")
        left, right = claim.split(" == ")
        asked = f"{kind} {answer['of']} wrt {answer['wrt']}"
        if kind == "stationary":
            asked = f"(gradient {answer['of']} wrt {answer['wrt']} at {answer['wrt']} = {value})"
        isPlain = not answer["along"] and "and" not in answer and not re.search(r"[\[,]", answer["wrt"] or ",")
        if kind in QUESTIONS[:4] and isPlain and scope.read(left) != scope.read(asked):
            self.find("outcome", f"{place}: '{left}' is not what is asked for")
        if kind != "stationary" and not answer["along"] and right != value:
            self.find("outcome", f"{place}: the value '{value}' is not that of its claim")
        sides = self.equation(claim, place, scope, answer["varying"], answer, answer["varying"])
        self.instance(answer.get("instance"), sides, scope, answer, place)

    def evaluation(self, answer, place, scope):
        values = {b["name"]: Point(scope, {}, {}, {}, {}).value(scope.read(b["value"])) for b in answer["at"]}
        sizes = {size: length for name, value in values.items()
                 for size, length in zip(scope.shapes.get(name, ()), value.shape)}
        found = Point(scope, sizes, values, {}, answer).value(scope.read(answer["of"]))
        self.counts["values"] += 1
        if not close(found, literal(answer["value"])):
            self.find("value", f"{place}: the value is not {answer['value']}")

    def rows(self, statement, place):
        ends = []
        for number, line in enumerate(statement["lines"]):
            *setting, last = line.get("reading", "").split("\n")
            texts, row = last.removeprefix("claim ").split(" == "), f"{place}, row {number + 1}"
            ends.append(texts[-1])
            if "follows" in line and ends[line["follows"]] != texts[0]:
                self.find("chain", f"{row} does not go on from the row that it names")
            if line["verdict"] not in ("holds", "refuted", "ill-typed"):
                continue
            self.counts["rows"] += 1
            scope = self.scope.copy()
            options = dict(text[3:].split(": ", 1) for text in setting if text.startswith("#| "))
            for text in setting[len(options):]:
                scope.perform(text)
            if not last.startswith("claim "):
                self.find("reading", f"{row} is judged and claims nothing")
                continue
            sides = self.equation(last[6:], row, scope, [], options, expected=line["verdict"])
            self.instance(line.get("instance"), sides, scope, options, row)

    def instance(self, instance, sides, scope, options, place):
        if not instance:
            return
        said = {name: literal(text) for name, text in instance["values"].items()}
        known = {*scope.shapes, *scope.definitions, *scope.indices}
        values = {name: value for name, value in said.items() if name in known}
        directions = {name[1:]: value for name, value in said.items() if name not in known}
        moving = {*options["varying"]} if "varying" in options else {*scope.shapes} - scope.held
        moving = {name for name in moving & {*values} if "constant" not in scope.attributes.get(name, ())}
        if directions and {*directions} != moving:
            self.find("value", f"{place}: at the written instance other names move than in the formulas")
        self.counts["values"] += len(sides)
        try:
            with np.errstate(all="ignore"):
                point = Point(scope, instance["sizes"], values, directions, options)
                found = [point.value(side) for side in sides]
        except (Misfit, np.linalg.LinAlgError):
            found = []
        if len(found) != len(instance["sides"]) or not all(map(close, found, map(literal, instance["sides"]))):
            self.find("value", f"{place}: a side has another value at the written instance")


def check_text(text):
    """The check of the text of a record, its hash included."""
    record = json.loads(text)
    check, stated = Check(record), record.get("hash") or "none"
    if hashlib.sha256(text.replace(stated, "0" * 64, 1).encode()).hexdigest() != stated:
        check.findings.insert(0, ("hash", "the record", "its bytes are not those that were hashed"))
    return check


def main(paths):
    status = 0
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            check = check_text(file.read())
        for kind, place, message in check.findings:
            print(f"{path}: {kind}: {place}: {message}", file=sys.stderr)
        counts = ", ".join(f"{count} {name}" for name, count in check.counts.items())
        print("✗" if check.findings else "✓", f"{path}: {counts}")
        status |= bool(check.findings)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
