// Passkeys: hands what the page says to the browser's own window, and says in words when that stops.
(function () {
  'use strict'
  var form = document.querySelector('form[data-passkey]')
  if (!form) return
  var button = form.querySelector('button[data-ask]')
  var said = form.querySelector('[data-said]')
  var kind = form.getAttribute('data-passkey')
  if (!window.webauthnJSON || !window.webauthnJSON.supported()) {
    button.disabled = true
    said.textContent = form.getAttribute('data-none')
    said.hidden = false
    return
  }
  var ids = { credential: form.querySelector('input[name=credential]').id, data: 'js_data' }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    said.textContent = form.getAttribute('data-stopped')
    said.hidden = false
  })
  ids[kind === 'add' ? 'add' : 'authenticate'] = button.id
  window.allauth.webauthn.forms[kind === 'add' ? 'addForm' : 'authenticateForm']({ ids: ids })
})()
