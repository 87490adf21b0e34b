package dev.signalbox.accounts.github;

import dev.signalbox.accounts.github.OrganizationMembership.State;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads GitHub's answers into our words; knows its statuses, headers and members, and no HTTP. */
final class GitHubReader {

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

  private final GitHubAddress address;
  private final JsonMapper json;
  private final Clock clock;

  GitHubReader(GitHubAddress address, JsonMapper json, Clock clock) {
    this.address = address;
    this.json = json;
    this.clock = clock;
  }

  TokenAnswer token(GitHubAnswer answer) {
    String attempt = "trade the sign-in code for a token";
    JsonNode body = read(answer, attempt);
    if (body.hasNonNull("error")) {
      return new TokenAnswer.Denied(
          body.path("error").asString("no word for it"),
          body.path("error_description").asString(""));
    }
    String token = body.path("access_token").asString("");
    if (!answer.ok() || token.isEmpty()) {
      throw answer.unexpected(attempt);
    }
    return new TokenAnswer.Granted(new Secret(token), scopes(body.path("scope").asString("")));
  }

  MembershipAnswer membership(GitHubAnswer answer, String organization) {
    return switch (answer.status()) {
      case 200 -> active(answer, organization);
      case 304 -> new MembershipAnswer.Unchanged(organization);
      case 401 -> new MembershipAnswer.TokenRevoked(organization);
      case 403 -> forbidden(answer, organization);
      case 404 -> missing(answer, organization);
      case 429 -> new MembershipAnswer.RateLimited(organization, answer.retryAt(clock));
      default -> new MembershipAnswer.NoAnswer(organization, answer.summary());
    };
  }

  /** A proxy's 404 says nothing about a person; GitHub's own is JSON with a message. */
  private MembershipAnswer missing(GitHubAnswer answer, String organization) {
    boolean gitHubsOwn =
        read(answer, "read the membership in " + organization).hasNonNull("message");
    return gitHubsOwn
        ? new MembershipAnswer.NotMember(organization)
        : new MembershipAnswer.NoAnswer(organization, answer.summary());
  }

  private MembershipAnswer active(GitHubAnswer answer, String organization) {
    JsonNode body = read(answer, "read the membership in " + organization);
    long id = body.path("organization").path("id").asLong(0);
    String state = body.path("state").asString("");
    if (state.equals("active") && id != 0) {
      return new MembershipAnswer.Active(organization, id, answer.header(HttpHeaders.ETAG));
    }
    return state.equals("pending")
        ? new MembershipAnswer.InvitationPending(organization)
        : new MembershipAnswer.NoAnswer(organization, answer.summary());
  }

  OrganizationAnswer organization(GitHubAnswer answer, String name) {
    String attempt = "look the organisation " + name + " up";
    return switch (answer.status()) {
      case 200 -> found(answer, name, attempt);
      // a renamed thing; the token follows nobody
      case 301, 302, 307, 308 ->
          new OrganizationAnswer.Unreadable(name, "it was moved to another name");
      case 403 -> {
        if (rateLimited(answer)) {
          throw answer.refusal(attempt);
        }
        yield new OrganizationAnswer.Unreadable(name, message(answer, attempt));
      }
      case 404 -> {
        message(answer, attempt);
        yield new OrganizationAnswer.NoSuch(name);
      }
      default -> throw answer.refusal(attempt);
    };
  }

  private OrganizationAnswer found(GitHubAnswer answer, String name, String attempt) {
    JsonNode body = read(answer, attempt);
    long id = body.path("id").asLong(0);
    String login = body.path("login").asString("");
    if (id == 0 || !login.equalsIgnoreCase(name)) {
      throw answer.unexpected(attempt);
    }
    return new OrganizationAnswer.Found(login, id);
  }

  /** GitHub's own refusals are JSON with a message; anything else is a proxy's. */
  private String message(GitHubAnswer answer, String attempt) {
    String message = read(answer, attempt).path("message").asString("");
    if (message.isEmpty()) {
      throw answer.unexpected(attempt);
    }
    return message.substring(0, Math.min(200, message.length()));
  }

  List<OrganizationMembership> memberships(GitHubAnswer answer) {
    String attempt = "read the organisations of a person";
    if (answer.status() != 200) {
      throw answer.refusal(attempt);
    }
    JsonNode body = read(answer, attempt);
    if (!body.isArray()) {
      throw answer.unexpected(attempt);
    }
    List<OrganizationMembership> memberships = new ArrayList<>();
    for (JsonNode membership : body) {
      JsonNode organization = membership.path("organization");
      long id = organization.path("id").asLong(0);
      String login = organization.path("login").asString("");
      String state = membership.path("state").asString("");
      if (id == 0 || login.isEmpty()) {
        throw answer.unexpected(attempt);
      }
      if (state.equals("active") || state.equals("pending")) {
        memberships.add(
            new OrganizationMembership(
                id, login, state.equals("active") ? State.ACTIVE : State.PENDING));
      }
    }
    return memberships;
  }

  /** The next page of a list, if there is one and it is at this GitHub. */
  Optional<URI> next(GitHubAnswer answer) {
    @Nullable String links = answer.header(HttpHeaders.LINK);
    if (links == null) {
      return Optional.empty();
    }
    Matcher next = NEXT.matcher(links);
    return next.find() && next.group(1).startsWith(address.api() + "/")
        ? link(next.group(1))
        : Optional.empty();
  }

  private static boolean rateLimited(GitHubAnswer answer) {
    return answer.header(HttpHeaders.RETRY_AFTER) != null
        || "0".equals(answer.header("x-ratelimit-remaining"));
  }

  // docs: "Best practices for using the REST API", "SAML and authorization", "OAuth App access
  // restrictions"; the four reasons share one status
  private MembershipAnswer forbidden(GitHubAnswer answer, String organization) {
    @Nullable String sso = answer.header("X-GitHub-SSO");
    if (sso != null && sso.startsWith("required")) {
      return new MembershipAnswer.SsoRequired(organization, ssoUrl(sso));
    }
    if (rateLimited(answer)) {
      return new MembershipAnswer.RateLimited(organization, answer.retryAt(clock));
    }
    if (answer.body().contains("OAuth App access restrictions")) {
      return new MembershipAnswer.AppRestricted(organization);
    }
    @Nullable String granted = answer.header("X-OAuth-Scopes");
    if (granted != null && scopes(granted).stream().noneMatch(s -> s.endsWith(":org"))) {
      return new MembershipAnswer.ScopeMissing(organization);
    }
    return new MembershipAnswer.NoAnswer(organization, answer.summary());
  }

  // the address comes from outside: only this GitHub's own pages are worth a link
  private @Nullable URI ssoUrl(String header) {
    return Arrays.stream(header.split(";"))
        .map(String::trim)
        .filter(part -> part.startsWith("url=" + address.web() + "/"))
        .flatMap(part -> link(part.substring("url=".length())).stream())
        .findFirst()
        .orElse(null);
  }

  private static Optional<URI> link(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  Profile profile(GitHubAnswer answer) {
    JsonNode body = read(answer, "read who is signing in");
    long id = body.path("id").asLong(0);
    String login = body.path("login").asString("");
    if (id == 0 || login.isEmpty()) {
      throw answer.unexpected("read who is signing in");
    }
    return new Profile(
        id, login, body.path("name").asString(null), body.path("email").asString(null));
  }

  private JsonNode read(GitHubAnswer answer, String attempt) {
    try {
      return json.readTree(answer.body());
    } catch (JacksonException e) {
      throw answer.unexpected(attempt);
    }
  }

  // GitHub separates scopes by commas where OAuth says blanks
  private static Set<String> scopes(String text) {
    return Arrays.stream(text.split("[,\\s]+"))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
