package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.AccessTokenStore.AccessToken;
import dev.signalbox.sandbox.github.PathRouter.RouteMatch;

/** An API request with a valid token. */
record AuthenticatedApiCall(
    GitHubStubRequest request, RouteMatch<GitHubApiRouter.Entry> found, AccessToken token) {

  Persona persona() {
    return token.persona();
  }

  String pathVariable(String name) {
    return found.pathVariable(name);
  }

  boolean hasAnyScope(String... anyOfTheseScopes) {
    return token.scopes().coversAny(anyOfTheseScopes);
  }
}
