/**
 * Comfort only; the page works without it. A click on a test card fills the form in without a reload, digits are
 * grouped while typing, and the expiry gets its slash.
 */
export const script = `
const number = document.getElementById('number'), expiry = document.getElementById('expiry'), cvv = document.getElementById('cvv');
const group = (text) => text.replace(/\\D/g, '').slice(0, 19).replace(/(.{4})(?=.)/g, '$1 ');
number.addEventListener('input', () => { if (number.selectionStart === number.value.length) number.value = group(number.value); });
expiry.addEventListener('input', (event) => {
  if (event.inputType && event.inputType.startsWith('delete')) return;
  const digits = expiry.value.replace(/\\D/g, '').slice(0, 4);
  expiry.value = digits.length > 2 ? digits.slice(0, 2) + ' / ' + digits.slice(2) : digits;
});
for (const link of document.querySelectorAll('.cards a')) link.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  number.value = group(link.dataset.number); expiry.value = link.dataset.expiry; cvv.value = link.dataset.cvv;
  for (const other of document.querySelectorAll('.cards a')) other.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'true');
  document.getElementById('pay').focus();
});
`;
