// Inside of the sandboxed frame in which edited text is drawn, after Mermaid itself and `lines`: takes texts from the page, tells how it
// went. Nothing here is trusted, and nothing here reaches the page but words.
(() => {
  const place = document.querySelector('main');
  let wanted;
  let drawing = false;
  let drawn = 0;

  /** The newest text only: what came while another one was drawn is passed over. */
  async function drawWanted(port) {
    if (drawing) return;
    drawing = true;
    while (wanted !== undefined) {
      const { text, config, ground } = wanted;
      wanted = undefined;
      document.documentElement.style.background = ground;
      try {
        mermaid.initialize(config);
        // Under an id that the picture on the screen has Mermaid would take that away first.
        drawn += 1;
        const { svg } = await mermaid.render(`edited-${drawn}`, text);
        place.innerHTML = svg;
        lines.layLines(place.querySelector('svg'), text);
        for (const link of place.querySelectorAll('a')) unlink(link);
        port.postMessage({ text });
      } catch (error) {
        port.postMessage({ text, failure: String(error?.message ?? error) });
      }
    }
    drawing = false;
  }

  /** A link would lead out of the frame. One of the picture says where what is in it stands. */
  function unlink(link) {
    const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    const where = link instanceof SVGElement ? link.getAttribute('transform') : null;
    if (where === null) {
      link.replaceWith(...link.childNodes);
      return;
    }
    group.setAttribute('transform', where);
    group.append(...link.childNodes);
    link.replaceWith(group);
  }

  addEventListener('message', ({ ports: [port] }) => {
    port.onmessage = ({ data }) => {
      wanted = data;
      void drawWanted(port);
    };
    // Where this script may not run, nobody says so.
    port.postMessage({ started: true });
  });
})();
