// The page's only script: it shows the copy buttons and makes them work. Without it everything can be read, and
// the code is in a box that opens.

enum ReportScript {
  static let source = #"""
    (function () {
      "use strict";
      function select(code) {
        for (var box = code.closest("details"); box; box = null) { box.open = true; }
        var range = document.createRange();
        range.selectNodeContents(code);
        var selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
      }
      function copied(button, done) {
        var label = button.textContent;
        button.textContent = done ? "copied" : "selected";
        button.disabled = true;
        setTimeout(function () { button.textContent = label; button.disabled = false; }, 1200);
      }
      document.querySelectorAll("button.copy").forEach(function (button) {
        var code = document.getElementById(button.dataset.copy);
        if (!code) { return; }
        button.hidden = false;
        button.addEventListener("click", function () {
          function byHand() {
            select(code);
            var done = false;
            try { done = document.execCommand("copy"); } catch (error) { done = false; }
            copied(button, done);
          }
          if (!navigator.clipboard) { byHand(); return; }
          navigator.clipboard.writeText(code.textContent).then(function () { copied(button, true); }, byHand);
        });
      });
    })();
    """#
}
