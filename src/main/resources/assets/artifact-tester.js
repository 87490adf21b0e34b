// Fills the tester of the artifact policy with the name and type of a file that is dropped or
// chosen. The file is not uploaded; its content is not read.
//
//   [data-file-drop] around <form data-artifact-tester> with a file input without a name
(() => {
  'use strict';

  const form = document.querySelector('[data-artifact-tester]');
  if (!form) {
    return;
  }
  const target = form.closest('[data-file-drop]');
  const picker = form.querySelector('input[type="file"]');

  function inspect(file) {
    if (!file) {
      return;
    }
    form.elements.namedItem('file').value = file.name;
    form.elements.namedItem('type').value = file.type;
    form.requestSubmit();
  }

  picker.addEventListener('change', () => {
    inspect(picker.files[0]);
    picker.value = '';
  });
  target.addEventListener('dragover', (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    inspect(event.dataTransfer.files[0]);
  });
})();
