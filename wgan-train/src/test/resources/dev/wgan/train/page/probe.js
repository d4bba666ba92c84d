// Moves a mouse over the first chart of a page, zooms in and out, and leaves what it reads there in
// an attribute of the body.
window.addEventListener("load", () => {
  const found = [];
  const figures = [...document.querySelectorAll("figure.chart")];
  const over = figures[0].querySelector(".u-over");
  const box = over.getBoundingClientRect();
  const send = (target, type, x, buttons) =>
    target.dispatchEvent(
      new MouseEvent(type, {
        bubbles: true, cancelable: true, view: window, button: 0, buttons,
        clientX: box.left + x * box.width, clientY: box.top + box.height / 2, movementX: 9,
      }));
  const legend = (figure) =>
    [...figure.querySelectorAll(".u-series")].map((row) => row.textContent.trim()).join(",");
  const zoomed = () => figures.map((figure) => !figure.querySelector(".zoom-out").hidden).join(",");
  const drag = () => {
    send(over, "mousedown", 0.2, 1);
    send(over, "mousemove", 0.6, 1);
    send(document, "mousemove", 0.6, 1);
  };
  const steps = [
    () => found.push("drawn " + figures.map((figure) => figure.querySelector(".drawn").hidden).join(",")),
    () => send(over, "mouseenter", 0.5, 0),
    () => send(over, "mousemove", 0.5, 0),
    () => found.push("at the cursor " + legend(figures[0]), "in the other chart " + legend(figures[1])),
    drag,
    () => send(document, "mouseup", 0.6, 0),
    () => found.push("zoomed in " + zoomed()),
    () => send(over, "dblclick", 0.5, 0),
    () => found.push("zoomed out " + zoomed()),
    drag,
    () => send(document, "mouseup", 0.6, 0),
    () => found.push("zoomed in " + zoomed()),
    () => figures[1].querySelector(".zoom-out").click(),
    () => found.push("zoomed out " + zoomed()),
    () => document.body.setAttribute("data-found", found.join("|")),
  ];
  steps.forEach((step, i) => setTimeout(step, 100 * (i + 1)));
});
