/**
 * For `datelines timeline --format svg|png`: the chart with its title as a picture, in the place of the page.
 * It runs at the end of the page's script; KIND_OF_PICTURE and SCALE come before it.
 */

const TITLE_HEIGHT = 44;

/** The figure on the page with the page's title above it. */
function titled() {
  const { data, layout } = figureOf(drawn, true);
  const title = { text: plotlyText(document.title), x: 0, xanchor: "left", xref: "container", y: 1, yanchor: "top", pad: { l: 10, t: 10 } };
  return {
    data,
    layout: {
      ...layout,
      title: { ...title, font: { size: 20, weight: 700 } },
      height: layout.height + TITLE_HEIGHT,
      margin: { ...layout.margin, t: layout.margin.t + TITLE_HEIGHT },
    },
  };
}

/** @param {string} address a data URL */
function base64Of(address) {
  const comma = address.indexOf(",");
  const body = address.slice(comma + 1);
  if (address.slice(0, comma).endsWith(";base64")) return body;
  const bytes = new TextEncoder().encode(decodeURIComponent(body));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Plotly names parts of a drawing at random; the same package is to give the same picture. */
function withoutChance() {
  let number = 1;
  Math.random = () => (number = (number * 16807) % 2147483647) / 2147483647;
}

async function leavePicture() {
  withoutChance();
  const figure = titled();
  const { width, height } = figure.layout;
  const scale = KIND_OF_PICTURE === "png" ? SCALE : 1;
  const address = await Plotly.toImage(figure, { format: KIND_OF_PICTURE, width, height, scale });
  const left = document.createElement("pre");
  left.id = "picture";
  left.textContent = base64Of(address);
  document.body.replaceChildren(left);
}

await leavePicture();
