#!/usr/bin/env python3
"""Checks records of Nabla with NumPy alone: an independent reader and evaluator of what they say.

    python3 check_record.py RECORD...        ends with 0 when every record is as it says, else with 1

Nothing of Nabla takes part. Derivatives are differences of the eighth order, points are random, and what this small
checker does not know (a function, an assumption) is 'open', which never passes.
"""

import copy
import hashlib
import itertools
import json
import re
import sys

import numpy as np

NAME = r"[^\W\d]\w*"
SIGN = re.compile(rf"\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|{NAME}|==|\.\.|\.[*/^+(-]|[-+*/^'()\[\],;:=⊗])")
# How tight the signs between formulas bind; in the brackets of a call and of an entry there are more.
SIGNS = {**dict.fromkeys(["+", "-", ".+", ".-"], 1), ":": 2, **dict.fromkeys(["*", "/", ".*", "./", "⊗"], 3)}
TIGHT, POSTFIXES = 4, dict.fromkeys(["'", "^", ".^", "["], 4)
ARGUMENTS, PLACES = {**SIGNS, "=": 0, "in": 0, "..": 0.5}, {**SIGNS, ":": 0.5}
QUESTIONS = "gradient jacobian hessian stationary differential directional simplify evaluate".split()
DECLARATION = re.compile(r"([\w, \[\]]+?)\s*:\s*(matrix|vector|scalar|index)\b\s*(?:\(([^)]*)\))?\s*(.*)$")
DEFINITION = re.compile(r"(\w+)(?:([\[(])([\w, ]+)[\])])?\s*=\s*(.*)$")
ONE, MINUS = np.ones((1, 1)), ("number", -1.0)
ROWS, COLUMNS = ("name", "rows"), ("name", "columns")


class Unknown(Exception):
    """What this checker does not know; shapes that do not fit are a ValueError, as NumPy has it."""


# Reading: a formula is nested tuples, the sign or word first


def parse(text, names=()):
    """The tree of a formula; calls, quotes and powers bind tightest, sums loosest."""
    text = text.replace("⊙", ".*")
    if SIGN.sub("", text).strip():
        raise Unknown(f"sign {SIGN.sub('', text).strip()[:8]!r}")
    # x_1 and x1 are one name; dX is the differential of X, unless it is a name itself.
    tokens = [re.sub(r"_(\d+)$", r"\1", sign) for sign in SIGN.findall(text)]
    isMoved = [t not in names and t[0] == "d" and (t == "d" or t[1:] in names) for t in tokens]
    parts = [part for t, d in zip(tokens, isMoved) for part in (["d ", t[1:]] if d else [t]) if part]
    tokens = ["", *reversed(parts)]

    def take(*signs):
        return tokens.pop() if tokens[-1] in signs else None

    def need(*signs):
        if tokens[-1] not in signs:
            raise Unknown(f"{tokens[-1] or 'the end'!r} where {' or '.join(signs) or 'the end'} should be")
        return tokens.pop()

    def formulas(*ends, signs=SIGNS):
        items = [formula(0, signs)]
        while take(","):
            items.append(formula(0, signs))
        return tuple(items), need(*ends)

    def formula(level=1, signs=SIGNS):
        token = tokens.pop()
        if level <= 1 and token == "differential":
            return ("d", formula())
        if level <= 1 and token in QUESTIONS[:3]:
            of, _ = formula(), need("wrt")
            return ("derivative", token, of, formula(TIGHT))
        tree = first(token, max(level, TIGHT))
        while {**signs, **POSTFIXES}.get(tokens[-1], -1) >= level:
            sign = tokens.pop()
            if sign == "'":
                tree = ("'", tree)
            elif sign == "[":
                tree = ("entry", tree, formulas("]", signs=PLACES)[0])
            else:
                tree = (sign, tree, formula(signs.get(sign, TIGHT) + 0.5, signs))
        return tree

    def first(token, level):
        """What begins with a token: a name, number, call or bracket, or what follows a sign."""
        if token in ("-", "d "):
            return ("d", formula(level)) if token == "d " else ("*", MINUS, formula(level))
        if token == "(":
            tree = formula()
            return tree if need(")", "at") == ")" else ("at", tree, formulas(")", signs=ARGUMENTS)[0])
        if token == "[":
            rows, end = [], ";"
            while end == ";":
                row, end = formulas(";", "]")
                rows.append(row)
            return ("matrix", tuple(rows))
        if token == ":":
            return ("all",)
        if token[:1].isdigit():
            return ("number", float(token))
        if not token[:1].isalpha():
            raise Unknown(f"{token or 'the end'!r} where a formula should be")
        bracket = take("(", ".(")
        return ("call", token, bracket, formulas(")", signs=ARGUMENTS)[0]) if bracket else ("name", token)

    tree, _ = formula(), need("")
    return tree


# Evaluating: every value is a matrix, a number is 1 by 1


def whole(matrix):
    return round(matrix.item())


def alike(operation, broadcasts=False):
    """An operation on matrices of one shape, or where it broadcasts of a matrix and a number, row or column."""
    def apply(a, b):
        if a.shape != b.shape and not (broadcasts and np.broadcast_shapes(a.shape, b.shape) in (a.shape, b.shape)):
            raise ValueError(f"{a.shape} beside {b.shape}")
        return operation(a, b)
    return apply


def square(operation):
    """A function of a square matrix; what is too near to a singular one has no value worth comparing."""
    def apply(a, *rest):
        if a.shape[0] != a.shape[1]:
            raise ValueError("a square matrix is needed")
        if operation is np.linalg.inv and np.linalg.cond(a) > 1e3:
            raise np.linalg.LinAlgError("nearly singular")
        return operation(a, *rest) * ONE
    return apply


def total(operation, ofTwo=None):
    """One number of all entries; of two matrices, what an operation makes of them entry by entry."""
    return lambda a, *b: alike(ofTwo, True)(a, *b) if b else operation(a) * ONE


def root(a):
    values, vectors = np.linalg.eig(a)
    return (vectors * np.sqrt(values.astype(complex)) @ np.linalg.inv(vectors)).real


def sylvester(a, b, c):
    """The X of A X + X B = C."""
    system = np.kron(np.eye(len(b)), a) + np.kron(b.T, np.eye(len(a)))
    return np.linalg.solve(system, c.reshape(-1, order="F")).reshape(c.shape, order="F")


def toeplitz(a, operation=np.sum):
    """The matrix whose every diagonal has one entry, made of those of the matrix there."""
    offsets = np.subtract.outer(np.arange(len(a)), np.arange(len(a)))
    return sum(operation(a[offsets == k]) * (offsets == k) for k in range(1 - len(a), len(a)))


ENTRYWISE = {name: getattr(np, name) for name in "exp log sqrt sin cos tan sinh cosh tanh abs sign".split()} | {
    "relu": lambda a: np.maximum(a, 0), "step": lambda a: (a > 0).astype(float),
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)), "softplus": lambda a: np.logaddexp(0, a),
}
# Without a dot a function of numbers takes one number; the signs of formulas are functions, too.
FUNCTIONS = {"." + name: function for name, function in ENTRYWISE.items()} | {
    name: lambda a, function=function: function(a.item() * ONE) for name, function in ENTRYWISE.items()
} | {
    "+": alike(np.add), "-": alike(np.subtract), ".+": alike(np.add, True), ".-": alike(np.subtract, True),
    "*": lambda a, b: a * b if ONE.shape in (a.shape, b.shape) else a @ b, "/": lambda a, b: a / b.item(),
    ".*": alike(np.multiply, True), "./": alike(np.divide, True), ".^": lambda a, b: a ** b.item(),
    "^": lambda a, b: a ** b.item() if a.size == 1 else square(np.linalg.matrix_power)(a, whole(b)),
    "'": np.transpose, ":": alike(lambda a, b: np.sum(a * b) * ONE), "⊗": np.kron,
    "tr": square(np.trace), "det": square(np.linalg.det), "inv": square(np.linalg.inv), "kron": np.kron,
    "logdet": square(lambda a: np.linalg.slogdet(a)[1]), "toepsum": square(toeplitz), "sqrtm": square(root),
    "diag": lambda a: np.diag(a[:, 0]) if a.shape[1] == 1 else np.diag(a).reshape(-1, 1), "sylvester": sylvester,
    "vec": lambda a: a.reshape(-1, 1, order="F"), "sum": total(np.sum), "mean": total(np.mean), "var": total(np.var),
    "softmax": lambda a: np.exp(a - a.max()) / np.sum(np.exp(a - a.max())),
    "logsumexp": total(lambda a: a.max() + np.log(np.sum(np.exp(a - a.max())))),
    "norm1": total(lambda a: np.sum(np.abs(a))), "norm2": total(np.linalg.norm), "normF": total(np.linalg.norm),
    "max": total(np.max, np.maximum), "min": total(np.min, np.minimum), "eye": lambda n: np.eye(whole(n)),
    "clip": lambda a, low, high: np.clip(a, low.item(), high.item()),
    "ones": lambda n, m=ONE: np.ones((whole(n), whole(m))), "zeros": lambda n, m=ONE: np.zeros((whole(n), whole(m))),
    "basis": lambda n, k: np.eye(whole(n))[:, [whole(k) - 1]],
}
# Functions that are another formula on each side of a kink: more points are needed to meet every side.
KINKED = re.compile(r"'(abs|sign|relu|step|max|min|clip|norm1)'")
# How a gradient g at x is put on the structure of its variable; tied entries move together and count each.
STRUCTURES = {
    "diagonal": lambda g, x, tied: g * np.eye(len(g)),
    "toeplitz": lambda g, x, tied: toeplitz(g, np.sum if tied else np.mean),
    "symmetric": lambda g, x, tied: g + g.T - g * np.eye(len(g)) if tied else (g + g.T) / 2,
    "skew": lambda g, x, tied: (g - g.T) / (1 if tied else 2),
    "upper-triangular": lambda g, x, tied: np.triu(g), "lower-triangular": lambda g, x, tied: np.tril(g),
    "unit": lambda g, x, tied: g - x * np.sum(x * g),
    "orthogonal": lambda g, x, tied: g - x @ (x.T @ g + g.T @ x) / 2,
}


def projected(gradient, value, attributes, convention="projected"):
    for name in STRUCTURES if convention != "ignored" and gradient.size > 1 else ():
        if name in attributes:
            return STRUCTURES[name](gradient, value, convention == "tied")
    return gradient


def structured(value, attributes):
    """A value of a name with the attributes, made of any matrix."""
    if attributes & {"positive-definite", "positive-semidefinite"}:
        value = value @ value.T + np.eye(len(value))
    if attributes & {"positive", "nonnegative"}:
        value = np.abs(value) + 0.2
    if "orthogonal" in attributes:
        return np.linalg.qr(value)[0]
    if "unit" in attributes:
        return value / np.linalg.norm(value)
    return projected(value + 2 * np.eye(len(value)) if "invertible" in attributes else value, value, attributes)


class Point:
    """Values of names, their directions, and the definitions of a scope; members of families are names such as x[2]."""

    def __init__(self, scope, sizes, values, directions, options):
        self.scope, self.sizes, self.values, self.directions, self.options = scope, sizes, values, directions, options

    def moved(self, values):
        return Point(self.scope, self.sizes, {**self.values, **values}, self.directions, self.options)

    def value(self, tree):
        head, *rest = tree
        if head == "number":
            return rest[0] * ONE
        return FUNCTIONS[head](*map(self.value, rest)) if head in FUNCTIONS else getattr(self, head)(*rest)

    def matrix(self, rows):
        return np.block([[self.value(entry) for entry in row] for row in rows])

    def name(self, name, arguments=()):
        if name in self.values:
            return self.values[name]
        if name in self.scope.definitions:
            letters, body = self.scope.definitions[name]
            return self.moved(dict(zip(letters, map(self.value, arguments)))).value(body)
        known = {"pi": np.pi, "e": np.e, **self.sizes}
        if name not in known:
            raise Unknown(f"name '{name}'")
        return known[name] * ONE

    def member(self, tree):
        """A member of a family as a name; nothing where there is none."""
        isMember = tree[0] == "entry" and tree[1][0] == "name" and tree[1][1] in self.scope.families
        return isMember and ("name", f"{tree[1][1]}[{whole(self.value(tree[2][0]))}]")

    def entry(self, tree, places):
        if member := self.member(("entry", tree, places)):
            return self.value(member)
        if tree[0] == "name" and self.scope.definitions.get(tree[1], ("",))[0]:
            return self.name(tree[1], places)
        value = self.value(tree)
        return value[self.rectangle(value, places)]

    def rectangle(self, value, places):
        chosen = []
        for place, length in zip(places, value.shape):
            ends = place[1:] if place[0] == ":" else (place, place)
            first, last = (1, length) if place == ("all",) else [whole(self.value(end)) for end in ends]
            if not 0 < first <= last <= length:
                raise ValueError("an index outside")
            chosen.append(range(first - 1, last))
        return np.ix_(*(chosen + [range(1)])[:2])

    def at(self, tree, bindings):
        return self.moved({name: self.value(value) for _, (_, name), value in bindings}).value(tree)

    def call(self, name, bracket, arguments):
        if name in self.scope.definitions:
            return self.name(name, arguments)
        if arguments[0][0] == "in" and name == "sum":
            (_, (_, index), (_, *ends)), body = arguments
            first, last = [whole(self.value(end)) for end in ends]
            return sum(self.moved({index: k * ONE}).value(body) for k in range(first, last + 1))
        arguments, axis = (arguments[:-1], arguments[-1]) if arguments[-1] in (ROWS, COLUMNS) else (arguments, None)
        values, function = [self.value(argument) for argument in arguments], FUNCTIONS.get(bracket[:-1] + name)
        if not function:
            raise Unknown(f"function '{name}'")
        if axis is None:
            return function(*values)
        lines = [function(line.reshape(-1, 1)) for line in (values[0] if axis == ROWS else values[0].T)]
        return np.hstack(lines).T if axis == ROWS or lines[0].size == 1 else np.hstack(lines)

    def slope(self, function, directions):
        """The derivative of a function of the point while names move along directions.

        Differences of the eighth order: the error is about the eighth power of the step.
        """
        step, weights = self.options.get("step", 0.01), {1: 4 / 5, 2: -1 / 5, 3: 4 / 105, 4: -1 / 280}
        start = {name: self.name(name) for name in directions}
        at = lambda k: function(self.moved({n: start[n] + k * step * directions[n] for n in start}))
        return sum(weight * (at(k) - at(-k)) for k, weight in weights.items()) / step

    def d(self, tree):
        return self.slope(lambda point: point.value(tree), self.directions)

    def derivative(self, kind, of, wrt):
        if wrt[0] == "'" and kind == "gradient":
            return self.derivative(kind, of, wrt[1]).T
        wrt = self.member(wrt) or wrt
        if wrt[0] == "entry" and wrt[1][1] in self.values:
            unit = np.zeros_like(self.value(wrt[1]))
            unit[self.rectangle(unit, wrt[2])] = 1
            return self.slope(lambda point: point.value(of), {wrt[1][1]: unit})
        name = wrt[1]
        if wrt[0] != "name" or name in self.scope.definitions and ("name", name) not in self.scope.walk(of):
            # By an expression: each of its places is one new variable.
            free = replaced(self.scope.expanded(of), self.scope.expanded(wrt), ("name", " "))
            return self.moved({" ": self.value(wrt)}).derivative(kind, free, ("name", " "))
        value, attributes = self.name(name), self.scope.attributes.get(name.split("[")[0], ())
        inner = ("derivative", "gradient", of, wrt) if kind == "hessian" else of
        columns = [self.slope(lambda point: point.value(inner), {name: unit.reshape(value.shape, order="F")})
                   for unit in np.eye(value.size)]
        if value.size == 1:
            return columns[0]
        images = [projected(row.reshape(value.shape, order="F"), value, attributes, self.options.get("structured"))
                  for row in np.hstack(list(map(FUNCTIONS["vec"], columns)))]
        layout = self.options.get("layout")
        if kind == "gradient":
            [image] = images
            return image.T if layout == "numerator" else image
        result = np.vstack([FUNCTIONS["vec"](image).T for image in images])
        return result.T if kind == "jacobian" and layout == "denominator" else result


def replaced(tree, part, by):
    if tree == part:
        return by
    return tuple(replaced(t, part, by) for t in tree) if isinstance(tree, tuple) else tree


class Scope:
    """Declared names with shapes and attributes, definitions with their letters, and what is held constant."""

    def __init__(self):
        self.shapes, self.attributes, self.definitions = {}, {}, {}
        self.families, self.held, self.assumes = set(), set(), False

    def read(self, text, letters=()):
        sizes = re.findall(NAME, str(list(self.shapes.values())))
        return parse(text, {*self.shapes, *self.definitions, *sizes, *letters})

    def walk(self, tree):
        """The parts of a formula, also of what the names and functions in it stand for."""
        work = [tree]
        while work:
            yield (tree := work.pop())
            work += [part for part in tree if isinstance(part, tuple)]
            if tree[:1] in (("name",), ("call",)) and tree[1] in self.definitions:
                work.append(self.definitions[tree[1]][1])

    def expanded(self, tree):
        if tree[:1] == ("name",) and tree[1] in self.definitions:
            return self.expanded(self.definitions[tree[1]][1])
        return tuple(self.expanded(t) if isinstance(t, tuple) else t for t in tree)

    def perform(self, line):
        """The statements that a line makes; declarations, definitions and assumptions change the scope."""
        line = re.sub(r"\b([^\W\d]+)_(\d+)\b", r"\1\2", line.split("#")[0].strip())
        word, _, rest = line.partition(" ")
        if declared := DECLARATION.match(line):
            sizes, attributes = re.sub(r"\s", "", declared[3] or "").split(","), {declared[2], *declared[4].split()}
            attributes |= {"symmetric"} if attributes & {"positive-definite", "positive-semidefinite"} else set()
            names = re.split(r"\s*,\s*", re.sub(r"\[\w+\]", "[]", declared[1]))
            for name in names:
                bare = name.removesuffix("[]")
                self.families |= {bare} - {name}
                self.held |= {bare} if declared[2] == "index" else set()
                self.shapes[bare], self.attributes[bare] = sizes, attributes
            return [("declaration", names, sizes, attributes)]
        if word == "given":
            held = re.match(r"d ?\(?(\w+)\)? == 0$", rest)
            self.held |= {held[1]} if held else set()
            self.assumes |= not held
            return [("given", line)]
        if word == "claim":
            return [("claim", *map(self.read, rest.split(" == ")))]
        if word in QUESTIONS:
            rest, _, values = rest.partition(" at ")
            of, _, variables = (rest, "", "") if word == "evaluate" else rest.rpartition(" wrt ")
            variables, _, along = variables.partition(" along ")
            variables, along = [re.split(r",\s*(?![^\[(]*[\])])", text) for text in (variables, along)]
            tail = [re.sub(r"\s", "", values), *(self.read(direction) for direction in along if direction)]
            names = [self.read(variable) if variable else () for variable in variables]
            return [("question", word, self.read(of), name, *tail) for name in names]
        if defined := DEFINITION.match(line):
            letters = re.findall(r"\w+", defined[3] or "")
            self.definitions[defined[1]] = letters, self.read(defined[4], letters)
            return [("definition", defined[1], self.definitions[defined[1]][1])] if defined[2] != "(" else []
        raise Unknown(f"line {line!r}")

    def draw(self, trees, turn, moving, free, options):
        """A random point; the sizes differ in several orders, and are equal once."""
        parts = [part for tree in (*trees, *(("name", name) for name in free)) for part in self.walk(tree)]
        names = {*free, *(part[1] for part in parts if part[:1] == ("name",))}
        bound = {"rows", "columns", "pi", "e", *(part[1][1] for part in parts if part[:1] == ("in",)), *self.shapes,
                 *self.definitions, *(letter for letters, _ in self.definitions.values() for letter in letters)}
        said = " ".join(size for name in names for size in self.shapes.get(name, []))
        order = [[2, 3, 4, 5], [4, 3, 2, 5], [3, 2, 5, 4], [3, 4, 2, 5], [3, 3, 3, 3]][turn % 5]
        sizes = {name: order[k % 4] for k, name in enumerate(sorted({*re.findall(NAME, said)} | names - bound))}
        random, values, point = np.random.default_rng(turn), {}, Point(self, sizes, {}, {}, {})
        for name in sorted(names & {*self.shapes}):
            shape = [whole(point.value(self.read(size))) for size in self.shapes[name] if size] + [1, 1]
            if "index" in self.attributes[name]:
                values[name] = (1 + random.integers(shape[0])) * ONE
                continue
            # How many members a family has is not said: here more than any sum runs over.
            for member in [f"{name}[{k}]" for k in range(1, 9)] if name in self.families else [name]:
                values[member] = structured(random.normal(size=shape[:2]) * 0.8, self.attributes[name])
        point = Point(self, sizes, values, {}, options)
        values.update({name: point.name(name) for name in free if name not in self.families})
        point.directions = {
            name: projected(random.normal(size=values[name].shape), values[name], self.attributes.get(bare, ()))
            for name in sorted(values) if (bare := name.split("[")[0]) in moving}
        return point

    def meets(self, conditions, point):
        """Whether what must not be equal is not; other conditions are on sizes, or met almost everywhere."""
        pairs = [map(self.read, condition.split(" != ")) for condition in conditions if " != " in condition]
        return all(np.any(np.abs(point.value(left) - point.value(right)) > 1e-6) for left, right in pairs)

    def verdict(self, sides, varying, free, options):
        """What random points say of a chain of formulas: holds, refuted, ill-typed or open."""
        moving = {*self.shapes} - self.held if varying is None else {*varying}
        wanted = 30 if KINKED.search(repr([self.expanded(side) for side in sides])) else 3
        agreements = misfits = 0
        for turn in range(4 * wanted):
            try:
                # A point may be too near to a kink for the differences: then those of a smaller step agree.
                for step in (0.01, 1e-4):
                    with np.errstate(all="ignore"):
                        point = self.draw(sides, turn, moving, free, {**options, "step": step})
                        values = [point.value(side) for side in sides]
                    if any(a.shape != b.shape for a, b in zip(values, values[1:])):
                        raise ValueError("the sides")
                    isFinite = all(np.all(np.abs(value) < 1e6) for value in values)
                    if isSame := all(map(close, values, values[1:])):
                        break
                if not isSame and isFinite and self.meets(options.get("conditions", ()), point):
                    return "refuted"
                agreements += isSame and isFinite
            except np.linalg.LinAlgError:
                continue
            except ValueError:
                misfits += 1
            if agreements == wanted or misfits == 3:
                break
        return "ill-typed" if misfits else "holds" if agreements == wanted else "open"


def literal(text):
    """The numbers of [1, 2/3; 4, 5], or of one number."""
    return Point(Scope(), {}, {}, {}, {}).value(parse(text))


def close(a, b):
    return a.shape == b.shape and np.all(np.abs(a - b) <= 2e-6 * (1 + np.maximum(np.abs(a), np.abs(b)).max()))


class Check:
    """The check of one record: `findings` holds what is not as it says, `counts` how much was looked at."""

    def __init__(self, record, only=None, known=None):
        self.findings, self.scope, self.where = [], Scope(), "the record"
        self.counts, self.known = {"answers": 0, "steps": 0, "rows": 0, "values": 0}, {} if known is None else known
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
        before, outcomes = copy.deepcopy(self.scope), part.get("outcomes", [])
        try:
            lines = [o["plain"] for o in outcomes if o["kind"] in ("declaration", "definition")]
            lines = part["source"].split("\n") if part["kind"] == "cell" else lines
            said = [s for line in lines if line.split("#")[0].strip() for s in self.scope.perform(line)]
            if not isWanted:
                return
            if part["kind"] == "inline" and part["value"] and part["source"].split(" ")[0] in QUESTIONS[:3]:
                self.equation(f"{part['source']} == {part['value']}", "it", self.scope, part["options"])
            for statement, outcome in itertools.zip_longest(said, outcomes) if part["kind"] == "cell" else []:
                self.compare(before, statement, outcome)
            for number, outcome in enumerate(outcomes):
                if "lines" in outcome or "steps" in outcome:
                    (self.rows if "lines" in outcome else self.answer)(outcome, f"result {number + 1}")
        except Unknown as unknown:
            self.find("open", f"{unknown} is not known here")
        except ValueError as misfit:
            self.find("equation", f"shapes do not fit: {misfit}")
        except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError) as failure:
            self.find("form", f"it cannot be checked: {failure!r}")

    def compare(self, listed, statement, outcome):
        """An outcome is that of its statement: as a line of a cell it says the same, formulas by their values."""
        text = outcome.get("plain") or (outcome.get("lines") or [{}])[0].get("reading", "?").split("\n")[-1]
        if "steps" in outcome:
            values = ",".join(f"{b['name']}={b['value']}" for b in outcome["at"])
            clauses = {"wrt": outcome["wrt"], "at": values}
            # By an entry the direction is the unit matrix, which the question does not name.
            clauses["along"] = "" if "[" in (outcome["wrt"] or "") else ", ".join(outcome["along"])
            text = " ".join([outcome["kind"], outcome["of"], *(f"{k} {v}" for k, v in clauses.items() if v)])
        told = (copy.deepcopy(self.scope) if statement[0] in ("claim", "question") else listed).perform(text)
        if len(told) != 1 or len(told[0]) != len(statement) or not all(
                a == b or isinstance(a, tuple) and self.agree(a, b, self.scope) for a, b in zip(told[0], statement)):
            self.find("outcome", f"'{text}' is not what the cell says")

    def agree(self, a, b, scope, options={}):
        return a == b or self.verdict([a, b], scope, options) == "holds"

    def verdict(self, sides, scope, options, varying=None, free=()):
        """The verdict of random points, found once for what is said more than once."""
        settings = [options.get(key) for key in ("layout", "structured", "conditions")]
        key = repr((sides, vars(scope), varying, free, settings))
        if key not in self.known:
            self.known[key] = scope.verdict(sides, varying, free, options)
        return self.known[key]

    def equation(self, text, place, scope, options, varying=None, expected="holds"):
        sides = [scope.read(side) for side in text.split(" == ")]
        found = self.verdict(sides, scope, options, varying, varying or ())
        if found != expected:
            kind = "open" if found == "open" or scope.assumes else "equation"
            self.find(kind, f"{place}: '{text}' is said to be '{expected}' and is '{found}'")
        return sides

    def answer(self, answer, place):
        scope, before, kind, value = copy.deepcopy(self.scope), None, answer["kind"], answer["value"]
        for helper in answer["indices"] + answer["helpers"]:
            scope.perform(helper)
        self.counts["answers"] += 1
        for number, step in enumerate(answer["steps"]):
            line, varying = f"{place}, step {number + 1}", step.get("varying", answer["varying"])
            if step["before"] != before:
                self.find("chain", f"{line} does not go on from the line before")
            before = step["after"]
            self.equation(before, line, scope, answer, varying)
            self.counts["steps"] += 1
            for definition in step["definitions"]:
                [(_, name, told)] = copy.deepcopy(scope).perform(definition)
                if not self.agree(scope.definitions.get(name, ((), ()))[1], told, scope):
                    self.find("outcome", f"{line}: '{definition}' is not what the name stands for")
            for part in step["places"]:
                if part not in (step["before"] or ""):
                    scope.read(part)
        if kind == "evaluate":
            point = {"sizes": {}, "values": {b["name"]: b["value"] for b in answer["at"]}, "sides": [value]}
            return self.instance(point, [scope.read(answer["of"])], scope, answer, place)
        if kind == "stationary" and answer["helpers"][-1].partition(" = ")[2] != value:
            self.find("outcome", f"{place}: its value is not the point that its lines find")
        if answer["claim"] is None:
            return self.find("open", f"{place}: nothing says that its value is the one asked for")
        sides = self.equation(answer["claim"], place, scope, answer, answer["varying"])
        for side, texts in zip(sides, self.asked(answer)):
            if texts and not any(self.agree(side, scope.read(text), scope, answer) for text in texts):
                self.find("outcome", f"{place}: a side of its claim is not {texts[0]}")
        self.instance(answer.get("instance"), sides, scope, answer, place)

    def asked(self, answer):
        """What the sides of an answer's claim may be: the question and the value, on vec where a matrix takes part."""
        kind, of, wrt, along, value = [answer[key] for key in ("kind", "of", "wrt", "along", "value")]
        base, columns = (wrt or "").split("[")[0], [f"vec({direction})" for direction in along]
        if kind == "stationary":
            return [f"(gradient {of} wrt {wrt} at {wrt} = {value})"], [f"0*{wrt}"]
        if kind == "hessian" and along:
            left = [f"{columns[0]}'*" * (len(along) - 1) + f"(hessian {of} wrt {base})*{columns[-1]}"]
        elif along:
            left = [f"(gradient {of} wrt {base}) : ({along[0]})", f"(jacobian {of} wrt {base})*{columns[0]}",
                    f"({along[0]})*(jacobian {of} wrt {base})"]
        elif answer.get("and"):
            left = [f"jacobian vec(gradient {of} wrt {wrt}) wrt {answer['and']}"]
        else:
            left = {"differential": [f"(differential {of})"], "simplify": [of]}.get(kind, [f"{kind} {of} wrt {wrt}"])
        # By several names the claim is about all blocks; directions and blocks are written in the mixed layout alone.
        isOther = re.search(r",(?![^\[]*\])", wrt or "") or answer["layout"] != "mixed" and (along or answer.get("and"))
        return None if isOther else left, [value, f"vec({value})"]

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
            scope, options = copy.deepcopy(self.scope), {"conditions": line.get("conditions", [])}
            for text in setting:
                options.update([text[3:].split(": ", 1)]) if text.startswith("#| ") else scope.perform(text)
            if not last.startswith("claim "):
                self.find("reading", f"{row} is judged and claims nothing")
                continue
            sides = self.equation(last[6:], row, scope, options, expected=line["verdict"])
            self.instance(line.get("instance"), sides, scope, options, row)

    def instance(self, instance, sides, scope, options, place):
        """The values of formulas at a written point."""
        if not instance:
            return
        said = {name: literal(text) for name, text in instance["values"].items()}
        values = {name: said[name] for name in said if name.split("[")[0] in {*scope.shapes, *scope.definitions}}
        directions = {name[1:]: said[name] for name in said if name not in values}
        moving = {*options.get("varying", {*scope.shapes} - scope.held)}
        moving = {name for name in values if (bare := name.split("[")[0]) in moving
                  and "constant" not in scope.attributes.get(bare, ())}
        if directions and {*directions} != moving:
            self.find("value", f"{place}: at the written instance other names move than in the formulas")
        sizes = {size: length for name, value in values.items()
                 for size, length in zip(scope.shapes.get(name, ()), value.shape)}
        self.counts["values"] += len(sides)
        try:
            with np.errstate(all="ignore"):
                point = Point(scope, {**sizes, **instance["sizes"]}, values, directions, options)
                found = [point.value(side) for side in sides]
        except ValueError:
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
