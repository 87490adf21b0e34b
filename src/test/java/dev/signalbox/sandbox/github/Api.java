package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.github.Routes.Found;
import dev.signalbox.sandbox.github.Tokens.AccessToken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The door of the REST API: who is calling, may they call now, and the headers every answer carries
 * ("Authenticating to the REST API", "Best practices for using the REST API").
 */
final class Api {

  /** Answers somebody who showed a token. */
  interface Resource {
    Answer answer(ApiCall call);
  }

  /** Answers anybody, or judges the credentials of the app by itself. */
  interface OpenResource {
    Answer answer(Request request, Found<OpenResource> found);
  }

  /** A resource and the scopes any of which it accepts, for the header that says so. */
  record Entry(String acceptedScopes, Resource resource) {}

  /** The first is what a request gets that asks for none ("API Versions"). */
  private static final List<String> VERSIONS = List.of("2022-11-28", "2026-03-10");

  private final Routes<Entry> entries = new Routes<>();
  private final Routes<OpenResource> open = new Routes<>();
  private final World world;

  Api(World world) {
    this.world = world;
  }

  void get(String template, String acceptedScopes, Resource resource) {
    entries.add("GET", template, new Entry(acceptedScopes, resource));
  }

  void open(String method, String template, OpenResource resource) {
    open.add(method, template, resource);
  }

  Answer answer(Request request) {
    String version = request.header("X-GitHub-Api-Version").orElse(VERSIONS.getFirst());
    Answer answer = VERSIONS.contains(version) ? answerCaller(request) : unknownVersion(version);
    String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT).replace('-', ':');
    return answer
        .with("X-GitHub-Request-Id", id)
        .with("X-GitHub-Media-Type", "github.v3; format=json")
        .with("X-GitHub-Api-Version-Selected", version);
  }

  private Answer answerCaller(Request request) {
    return tokenIn(request)
        .map(token -> answerTokenOf(request, token))
        .orElseGet(() -> answerStranger(request));
  }

  private static Answer unknownVersion(String version) {
    return Answer.error(400, version + " is not a supported API version.");
  }

  private Answer answerStranger(Request request) {
    Optional<Found<OpenResource>> found = open.find(request.method(), request.path());
    if (found.isPresent()) {
      return found.get().target().answer(request, found.get());
    }
    return entries.find(request.method(), request.path()).isPresent()
        ? Answer.error(401, "Requires authentication")
        : Answer.notFound();
  }

  private Answer answerTokenOf(Request request, String value) {
    Optional<AccessToken> token = world.tokens().find(value);
    if (token.isEmpty()) {
      return Answer.error(401, "Bad credentials");
    }
    Answer answer =
        world
            .rateLimit()
            .refuse(token.get().persona())
            .orElseGet(() -> answerInBudget(request, token.get()));
    return world
        .rateLimit()
        .stamp(answer, token.get().persona())
        .with("X-OAuth-Scopes", token.get().scopes().asHeader())
        .with("X-OAuth-Client-Id", FakeGitHub.CLIENT_ID);
  }

  private Answer answerInBudget(Request request, AccessToken token) {
    Answer answer =
        entries
            .find(request.method(), request.path())
            .map(
                found ->
                    found
                        .target()
                        .resource()
                        .answer(new ApiCall(request, found, token))
                        .with("X-Accepted-OAuth-Scopes", found.target().acceptedScopes()))
            .orElseGet(Answer::notFound);
    Answer tagged = EntityTags.applyTo(answer, request.header("If-None-Match").orElse(""));
    if (tagged.status() != 304) {
      world.rateLimit().spend(token.persona());
    }
    return tagged;
  }

  private static Optional<String> tokenIn(Request request) {
    return request
        .header("Authorization")
        .filter(
            value ->
                value.regionMatches(true, 0, "Bearer ", 0, 7)
                    || value.regionMatches(true, 0, "token ", 0, 6))
        .map(value -> value.substring(value.indexOf(' ')).strip());
  }
}
