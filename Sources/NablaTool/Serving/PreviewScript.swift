// The script of previewed pages: it hears what changed, asks for the page anew, and puts in place what is different, so that
// the scroll, the open panels and what is selected stay.

enum PreviewScript {
  static let source = #"""
    (function () {
      "use strict";
      var state = document.getElementById("preview-state");
      var shown = null;       // the page as the server wrote it, which the open panels have not changed
      var asking = false, askAgain = false, wait = 250;
      function say(text) { if (state) { state.textContent = text; } }

      // The first element of the text that is seen, by which the scroll is kept.
      function reading() {
        var elements = (document.querySelector("main") || document.body).children;
        for (var i = 0; i < elements.length; i += 1) {
          var box = elements[i].getBoundingClientRect();
          if (box.bottom > 0 && box.height > 0) { return { element: elements[i], top: box.top, index: i }; }
        }
        return null;
      }

      // Panels by their place among those of their nearest anchor, so that those of a new part are found again.
      function panelName(panel, root) {
        var anchor = panel.parentElement ? panel.parentElement.closest("[id]") : null;
        var base = anchor && anchor !== root ? anchor : root;
        return (base === root ? "" : base.id) + "/" + Array.prototype.indexOf.call(base.querySelectorAll("details"), panel);
      }
      function openPanels() {
        var names = {};
        document.body.querySelectorAll("details").forEach(function (panel) {
          names[panelName(panel, document.body)] = panel.open;
        });
        return names;
      }

      function sameKind(a, b) {
        return a.nodeType === b.nodeType && a.nodeName === b.nodeName
          && (a.nodeType !== 1 || (a.getAttribute("id") || "") === (b.getAttribute("id") || ""));
      }

      // Makes `live`, which was written as `old`, into `fresh`.
      function update(live, old, fresh, touched) {
        if (old.isEqualNode(fresh)) { return; }
        if (live.nodeType !== 1) { live.nodeValue = fresh.nodeValue; return; }
        var names = {};
        Array.prototype.forEach.call(old.attributes, function (attribute) { names[attribute.name] = true; });
        Array.prototype.forEach.call(fresh.attributes, function (attribute) { names[attribute.name] = true; });
        Object.keys(names).forEach(function (name) {
          if (old.getAttribute(name) === fresh.getAttribute(name)) { return; }
          if (fresh.hasAttribute(name)) { live.setAttribute(name, fresh.getAttribute(name)); }
          else { live.removeAttribute(name); }
        });
        var from = Array.prototype.slice.call(old.childNodes), to = Array.prototype.slice.call(fresh.childNodes);
        var here = Array.prototype.slice.call(live.childNodes);
        if (here.length !== from.length) {
          // Somebody else changed it: all of it is put in.
          live.replaceChildren.apply(live, to.map(function (node) { return document.importNode(node, true); }));
          touched.push(live);
          return;
        }
        var start = 0, end = 0;
        while (start < from.length && start < to.length && from[start].isEqualNode(to[start])) { start += 1; }
        while (end < from.length - start && end < to.length - start
          && from[from.length - 1 - end].isEqualNode(to[to.length - 1 - end])) { end += 1; }
        var gone = from.length - start - end, come = to.length - start - end, i = 0;
        // What is of one kind at the same place goes on, from both sides; the rest is taken out and put in.
        var head = 0;
        while (head < gone && head < come && sameKind(from[start + head], to[start + head])) { head += 1; }
        var tail = 0;
        while (tail < gone - head && tail < come - head
          && sameKind(from[from.length - 1 - end - tail], to[to.length - 1 - end - tail])) { tail += 1; }
        for (i = 0; i < head; i += 1) { update(here[start + i], from[start + i], to[start + i], touched); }
        for (i = 0; i < tail; i += 1) {
          update(here[here.length - 1 - end - i], from[from.length - 1 - end - i], to[to.length - 1 - end - i], touched);
        }
        var before = here[from.length - end - tail] || null;
        for (i = start + head; i < from.length - end - tail; i += 1) { here[i].remove(); }
        for (i = start + head; i < to.length - end - tail; i += 1) {
          var node = document.importNode(to[i], true);
          live.insertBefore(node, before);
          touched.push(node);
        }
      }

      function updateHead(old, fresh) {
        if (old.title !== fresh.title) { document.title = fresh.title; }
        var here = document.head.querySelectorAll("style"), from = old.head.querySelectorAll("style");
        var to = fresh.head.querySelectorAll("style");
        for (var i = 0; i < to.length; i += 1) {
          if (here[i] && from[i] && from[i].textContent === to[i].textContent) { continue; }
          if (here[i]) { here[i].textContent = to[i].textContent; }
          else { document.head.appendChild(document.importNode(to[i], true)); }
        }
      }

      function put(text) {
        var fresh = new DOMParser().parseFromString(text, "text/html");
        var place = reading(), panels = openPanels(), touched = [];
        if (shown) {
          updateHead(shown, fresh);
          update(document.body, shown.body, fresh.body, touched);
        }
        shown = fresh;
        document.body.querySelectorAll("details").forEach(function (panel) {
          var wasOpen = panels[panelName(panel, document.body)];
          if (wasOpen !== undefined && panel.open !== wasOpen) { panel.open = wasOpen; }
        });
        if (place) {
          var element = place.element;
          if (!element.isConnected) { element = (document.querySelector("main") || document.body).children[place.index]; }
          var moved = element ? element.getBoundingClientRect().top - place.top : 0;
          if (moved) { window.scrollBy({ top: moved, behavior: "instant" }); }
        }
        state = document.getElementById("preview-state");
        say("");
        document.dispatchEvent(new CustomEvent("nabla:updated", { detail: touched }));
      }

      function ask() {
        if (asking) { askAgain = true; return; }
        asking = true;
        fetch(location.pathname, { cache: "no-store" }).then(function (answer) {
          if (answer.status === 404) { say("the notebook is gone"); return null; }
          // The notebook has another name.
          if (answer.redirected) { history.replaceState(history.state, "", new URL(answer.url).pathname + location.hash); }
          return answer.text();
        }).then(function (text) { if (text !== null) { put(text); } }, function () {})
          .then(function () {
            asking = false;
            if (askAgain) { askAgain = false; ask(); }
          });
      }

      function hear(paths) {
        if (paths.indexOf(decodeURIComponent(location.pathname)) >= 0) { ask(); }
      }

      function listen() {
        var socket = new WebSocket("ws://" + location.host + "/-/news");
        // What was missed while nobody listened is in the page that is asked for now.
        socket.onopen = function () { wait = 250; say(""); ask(); };
        socket.onmessage = function (message) { hear(JSON.parse(message.data)); };
        socket.onclose = function () {
          say("the preview has stopped");
          setTimeout(listen, wait);
          wait = Math.min(wait * 2, 4000);
        };
      }
      listen();
    })();
    """#
}
