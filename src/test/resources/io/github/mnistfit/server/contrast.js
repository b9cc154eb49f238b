// Lists visible text whose contrast with what is behind it is below 4.5 (WCAG 2, success criterion 1.4.3).
// What is disabled is exempt there.
const colour = text => {
  const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
  return {channels: [red, green, blue], alpha};
};
const over = (front, alpha, back) => front.map((value, i) => alpha * value + (1 - alpha) * back[i]);
const luminance = channels => {
  const [red, green, blue] = channels.map(value => value / 255)
    .map(value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
  return .2126 * red + .7152 * green + .0722 * blue;
};
const behind = element => {
  if (!element) return [255, 255, 255];
  const {channels, alpha} = colour(getComputedStyle(element).backgroundColor);
  return alpha === 1 ? channels : over(channels, alpha, behind(element.parentElement));
};
const opacity = element => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;

return [...document.body.querySelectorAll('*')]
  .filter(element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter(element => element.checkVisibility() && !element.closest('script, svg, .hidden, :disabled'))
  .flatMap(element => {
    // The invitation to draw lies on the paper beside it.
    const back = behind(element.id === 'invite' ? document.getElementById('paper') : element);
    const {channels, alpha} = colour(getComputedStyle(element).color);
    const [dark, light] = [luminance(over(channels, alpha * opacity(element), back)), luminance(back)].sort((a, b) => a - b);
    const contrast = (light + .05) / (dark + .05);
    return contrast < 4.5 ? [`${element.outerHTML.slice(0, 90)}: ${contrast.toFixed(2)}`] : [];
  });
