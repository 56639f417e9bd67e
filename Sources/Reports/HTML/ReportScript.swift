// The page's only script: it makes the copy buttons work, lets the keyboard reach the boxes that scroll and no others, and
// opens what a link leads into. Without it everything can be read, and the code is in a box that opens.

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
      // Heard at the document, so that it works for buttons that come later.
      document.addEventListener("click", function (event) {
        var button = event.target.closest("button.copy"), code = button && document.getElementById(button.dataset.copy);
        if (!code) { return; }
        function byHand() {
          select(code);
          var done = false;
          try { done = document.execCommand("copy"); } catch (error) { done = false; }
          copied(button, done);
        }
        if (!navigator.clipboard) { byHand(); return; }
        navigator.clipboard.writeText(code.textContent).then(function () { copied(button, true); }, byHand);
      });
      // A box takes the focus while its content is wider than it, and only then.
      function fit(box) {
        if (box.scrollWidth > box.clientWidth) {
          box.tabIndex = 0;
          if (box.dataset.label) { box.setAttribute("role", "group"); box.setAttribute("aria-label", box.dataset.label); }
        } else {
          box.removeAttribute("tabindex");
          if (box.dataset.label) { box.removeAttribute("role"); box.removeAttribute("aria-label"); }
        }
      }
      var boxes = [];
      var watcher = window.ResizeObserver && new ResizeObserver(function (entries) {
        entries.forEach(function (entry) { fit(entry.target); });
      });
      // What stands in a box grows when its fonts have come, and is measured when it is unfolded.
      function refit() { boxes.forEach(fit); }
      // Takes up what stands on the page now.
      function prepare() {
        document.querySelectorAll("button.copy").forEach(function (button) {
          button.hidden = !document.getElementById(button.dataset.copy);
        });
        boxes = document.querySelectorAll(".scroll, pre, .given");
        if (watcher) { watcher.disconnect(); boxes.forEach(function (box) { watcher.observe(box); }); }
        refit();
      }
      prepare();
      document.addEventListener("nabla:updated", prepare);
      window.addEventListener("load", refit);
      document.addEventListener("toggle", refit, true);
      if (document.fonts) {
        document.fonts.addEventListener("loadingdone", refit);
        document.fonts.ready.then(refit);
      }
      function reveal() {
        var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (!target || !target.closest("details:not([open])")) { return; }
        for (var box = target.parentElement; box; box = box.parentElement) {
          if (box.tagName === "DETAILS") { box.open = true; }
        }
        target.scrollIntoView();
      }
      window.addEventListener("hashchange", reveal);
      reveal();
    })();
    """#
}
