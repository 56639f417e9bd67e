"""Tests of the independent checker: python3 -m unittest test_check_record, in this folder."""

import hashlib
import json
import unittest

import numpy as np

from check_record import Check, Point, Scope, Unknown, check_text, close, literal, parse


def scope(*lines):
    made = Scope()
    for line in lines:
        made.perform(line)
    return made


def verdict(claim, *lines, varying=None, options={}):
    names = scope(*lines)
    return names.verdict([names.read(side) for side in claim.split(" == ")], varying, varying or (), options)


class Reading(unittest.TestCase):
    def test_signs_bind_as_in_the_cell_language(self):
        for text, same in [("-a*b", "(-a)*b"), ("a*b : c + e", "((a*b) : c) + e"), ("a - b - c", "(a - b) - c"),
                           ("x^2'", "(x^2)'"), ("a/b*c", "(a/b)*c"), ("2*x : y", "(2*x) : y")]:
            self.assertEqual(parse(text), parse(same), text)

    def test_what_follows_the_name_of_a_differential_belongs_to_the_name(self):
        self.assertEqual(parse("dX^2", {"X"}), parse("d(X^2)", {"X"}))
        self.assertEqual(parse("d X*Y", {"X", "Y"}), parse("(dX)*Y", {"X", "Y"}))
        self.assertEqual(parse("dx[i]", {"x"}), ("d", ("entry", ("name", "x"), (("name", "i"),))))

    def test_a_long_word_says_the_differential_where_d_is_a_name(self):
        self.assertEqual(parse("(differential -x*d)*y", {"d", "x", "y"})[1][0], "d")
        self.assertEqual(parse("differential x", {"d"}), parse("d(x)"))

    def test_ranges_reach_further_than_sums_in_the_brackets_of_an_entry(self):
        self.assertEqual(parse("x[2:m + 1]")[2][0], (":", ("number", 2.0), parse("m + 1")))
        self.assertEqual(parse("X[:, j]")[2][0], ("all",))

    def test_what_is_no_formula_is_unknown(self):
        for text in ["", "a +", "(a", "a b", "x $ y", "[1, 2", "gradient f", "f(", "x[1"]:
            with self.assertRaises(Unknown, msg=text):
                parse(text)


class Evaluating(unittest.TestCase):
    def value(self, text, **values):
        names = Scope()
        names.shapes = {name: [] for name in values}
        point = {name: literal(value) for name, value in values.items()}
        return Point(names, {"n": 3}, point, {}, {}).value(names.read(text))

    def test_values_are_those_of_the_cell_language(self):
        for text, value in [("tr([1, 2; 3, 4])", "5"), ("sum(i in 1..3, i^2)", "14"), ("eye(2)[1, :]", "[1, 0]"),
                            ("[1; 2; 3][2:n]", "[2; 3]"), ("vec([1, 2; 3, 4])", "[1; 3; 2; 4]"), ("mean([1; 3])", "2"),
                            ("sum([1, 2; 3, 4], rows)", "[3; 7]"), ("sum([1, 2; 3, 4], columns)", "[4; 6]"),
                            ("[1, 2; 3, 4] .- [1, 1]", "[0, 1; 2, 3]"), ("max(0, 2)", "2"), ("clip(5, 0, 1)", "1"),
                            ("(a at a = 2)", "2"), ("basis(2, 1)", "[1; 0]"), ("-2^2", "-4"), ("1/2", "0.5")]:
            self.assertTrue(close(self.value(text, a="1"), literal(value)), text)

    def test_square_roots_and_linear_equations_of_matrices(self):
        a, b = self.value("sqrtm(A)^2 - A", A="[2, 1; 1, 3]"), self.value("sylvester(A, A, A)", A="[2, 0; 0, 4]")
        self.assertTrue(close(a, np.zeros((2, 2))) and close(b, np.eye(2) / 2))

    def test_shapes_that_do_not_fit_are_errors_of_values(self):
        for text in ["[1; 2] + [1, 2]", "[1; 2]*[1; 2]", "tr([1, 2])", "[1; 2][3]", "exp([1; 2])", "1/[1; 2]"]:
            with self.assertRaises(ValueError, msg=text):
                self.value(text)


class Verdicts(unittest.TestCase):
    def test_what_holds_holds_and_what_is_wrong_is_refuted(self):
        A, x = "A : matrix(n, n)", "x : vector(n)"
        for claim, found in [("gradient x'*A*x wrt x == (A + A')*x", "holds"),
                             ("gradient x'*A*x wrt x == 2*A*x", "refuted"),
                             ("hessian x'*A*x wrt x == A + A'", "holds"), ("d(x'*x) == 2*x : dx", "holds"),
                             ("jacobian A*x wrt x == A'", "refuted"), ("A*x == x*A", "ill-typed"),
                             ("gradient A*x wrt x == A", "ill-typed"),
                             ("gradient tr(A^2) wrt A[1, 2] == 2*A[2, 1]", "holds"),
                             ("gradient x'*A^2*x wrt A^2 == x*x'", "holds"), ("A*A == A.*A", "refuted")]:
            self.assertEqual(verdict(claim, A, x), found, claim)

    def test_structured_variables_follow_the_convention(self):
        S, A = "S : matrix(n, n) symmetric", "A : matrix(n, n)"
        self.assertEqual(verdict("gradient tr(A*S) wrt S == (A + A')/2", S, A), "holds")
        tied = {"structured": "tied"}
        self.assertEqual(verdict("gradient tr(A*S) wrt S == A + A' - A.*eye(n)", S, A, options=tied), "holds")

    def test_layouts_transpose(self):
        x, A = "x : vector(n)", "A : matrix(m, n)"
        self.assertEqual(verdict("gradient x'*x wrt x == 2*x'", x, options={"layout": "numerator"}), "holds")
        self.assertEqual(verdict("jacobian A*x wrt x == A'", x, A, options={"layout": "denominator"}), "holds")

    def test_members_of_families_move_one_by_one(self):
        lines = ["x[i] : vector(n)", "w : vector(n)", "r[t] = x[t + 1] - x[t]", "k : index(m)"]
        self.assertEqual(verdict("gradient sum(i in 1..m, (x[i]'*w)^2) wrt x[k] == 2*(x[k]'*w)*w", *lines), "holds")
        self.assertEqual(verdict("d(sum(t in 1..m, r[t]'*w)) == sum(t in 1..m, (dx[t + 1] - dx[t])'*w)", *lines,
                                 varying=["x"]), "holds")

    def test_functions_of_the_author_are_put_in(self):
        lines = ["u, v : vector(n)", "k(a, b) = exp(-norm2(a - b)^2/2)"]
        self.assertEqual(verdict("gradient k(u, v) wrt u == -k(u, v)*(u - v)", *lines), "holds")

    def test_kinks_do_not_make_what_holds_wrong(self):
        for name in "abcdefgh":
            claim = f"gradient max(0, {name}) wrt {name} == step({name})"
            self.assertEqual(verdict(claim, f"{name} : scalar"), "holds", claim)

    def test_a_condition_takes_the_points_away_that_do_not_meet_it(self):
        claim = "gradient min(t, max(t, -9)) wrt t == step(t - max(t, -9)) + step(max(t, -9) - t)*0"
        self.assertEqual(verdict(claim, "t : scalar"), "refuted")
        self.assertEqual(verdict(claim, "t : scalar", options={"conditions": ["t != max(t, -9)"]}), "open")

    def test_what_is_not_known_is_unknown(self):
        for claim in ["zeta(x) == x", "y == x"]:
            with self.assertRaises(Unknown, msg=claim):
                verdict(claim + "'*foo(x)", "x : vector(n)")


class Records(unittest.TestCase):
    def record(self, **changes):
        step = {"before": None, "after": "gradient x'*x wrt x == 2*x", "definitions": [], "places": []}
        answer = {"kind": "gradient", "of": "x'*x", "wrt": "x", "along": [], "at": [], "value": "2*x", "helpers": [],
                  "indices": [], "varying": ["x"], "layout": "mixed", "claim": "gradient x'*x wrt x == 2*x",
                  "conditions": [], "instance": {"sizes": {"n": 1}, "values": {"x": "3"}, "sides": ["6", "6"]}}
        answer = {**answer, "steps": [step], **changes}
        outcomes = [{"kind": "declaration", "plain": "x : vector(n)"}, answer]
        cell = {"kind": "cell", "options": {}, "source": "x : vector(n)\ngradient x'*x wrt x", "outcomes": outcomes}
        return {"schema": 2, "parts": [cell]}

    def test_a_record_that_is_right_has_no_findings(self):
        check = Check(self.record())
        self.assertEqual((check.findings, check.counts), ([], {"answers": 1, "steps": 1, "rows": 0, "values": 2}))

    def test_each_change_is_found_where_it_stands(self):
        step = self.record()["parts"][0]["outcomes"][1]["steps"][0]
        for kind, changes in [("outcome", {"value": "3*x"}), ("outcome", {"of": "x'*x + 1"}), ("open", {"claim": None}),
                              ("equation", {"claim": "gradient x'*x wrt x == 3*x", "value": "3*x"}),
                              ("chain", {"steps": [{**step, "before": "x == x"}]}),
                              ("equation", {"steps": [{**step, "after": "gradient x'*x wrt x == x"}]}),
                              ("value", {"instance": {"sizes": {"n": 1}, "values": {"x": "3"}, "sides": ["6", "7"]}}),
                              ("outcome", {"kind": "hessian"}), ("form", {"steps": None})]:
            found = [finding[0] for finding in Check(self.record(**changes)).findings]
            self.assertIn(kind, found, changes)

    def test_a_result_that_no_statement_asks_for_is_found(self):
        record = self.record()
        record["parts"][0]["outcomes"] *= 2
        self.assertTrue(Check(record).findings)

    def test_the_hash_is_that_of_the_bytes(self):
        text = json.dumps({**self.record(), "hash": "0" * 64})
        sealed = text.replace("0" * 64, hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual(check_text(sealed).findings, [])
        self.assertEqual(check_text(sealed.replace('"schema": 2', '"schema":  2')).findings[0][0], "hash")


if __name__ == "__main__":
    unittest.main()
