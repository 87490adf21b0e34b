// Fills the tester of the artifact policy with the name and type of a file that is dropped or
// chosen. The file is not uploaded; its content is not read.
//
//   [data-file-drop] around <form data-artifact-tester> with a file input without a name
(function () {
  'use strict';

  var form = document.querySelector('[data-artifact-tester]');
  if (!form) {
    return;
  }
  var target = form.closest('[data-file-drop]');
  var picker = form.querySelector('input[type="file"]');

  function inspect(file) {
    if (!file) {
      return;
    }
    form.elements.namedItem('file').value = file.name;
    form.elements.namedItem('type').value = file.type;
    form.requestSubmit();
  }

  picker.addEventListener('change', function () {
    inspect(picker.files[0]);
    picker.value = '';
  });
  target.addEventListener('dragover', function (event) {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  target.addEventListener('drop', function (event) {
    event.preventDefault();
    inspect(event.dataTransfer.files[0]);
  });
})();
