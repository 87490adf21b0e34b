package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.Routes.Found;
import dev.signalbox.sandbox.github.Tokens.AccessToken;

/** A request to the API that came with a live token. */
record ApiCall(Request request, Found<Api.Entry> found, AccessToken token) {

  Persona persona() {
    return token.persona();
  }

  String word(String name) {
    return found.word(name);
  }

  boolean may(String... anyOfTheseScopes) {
    return token.scopes().coversAny(anyOfTheseScopes);
  }
}
