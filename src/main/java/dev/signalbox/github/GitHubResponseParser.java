package dev.signalbox.github;

import dev.signalbox.github.OrganizationMembership.State;
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

/** Parses GitHub responses: status codes, headers and JSON members. */
final class GitHubResponseParser {

  private static final Pattern NEXT = Pattern.compile("<([^<>]++)>;\\s*+rel=\"next\"");

  private final GitHubAddress address;
  private final JsonMapper json;
  private final Clock clock;

  GitHubResponseParser(GitHubAddress address, JsonMapper json, Clock clock) {
    this.address = address;
    this.json = json;
    this.clock = clock;
  }

  TokenResult token(GitHubResponse response) {
    String attempt = "exchange the sign-in code for a token";
    if (response.isRateLimited()) {
      throw response.exceptionForStatus(attempt);
    }
    JsonNode body = read(response, attempt);
    if (body.hasNonNull("error")) {
      return new TokenResult.Denied(
          body.path("error").asString("unknown_error"),
          body.path("error_description").asString(""));
    }
    String token = body.path("access_token").asString("");
    if (!response.isSuccessful() || token.isEmpty()) {
      throw response.unexpected(attempt);
    }
    return new TokenResult.Granted(new Secret(token), scopes(body.path("scope").asString("")));
  }

  MembershipResult membership(GitHubResponse response, String organization) {
    return switch (response.status()) {
      case 200 -> active(response, organization);
      case 304 -> new MembershipResult.Unchanged(organization);
      case 401 -> new MembershipResult.TokenRevoked(organization);
      case 403 -> forbidden(response, organization);
      case 404 -> missing(response, organization);
      case 429 -> new MembershipResult.RateLimited(organization, response.retryAt(clock));
      default -> new MembershipResult.NoAnswer(organization, response.summary());
    };
  }

  /** Distinguishes GitHub's 404, which is JSON with a message, from the 404 of a proxy. */
  private MembershipResult missing(GitHubResponse response, String organization) {
    boolean isFromGitHub =
        read(response, "read the membership in " + organization).hasNonNull("message");
    return isFromGitHub
        ? new MembershipResult.NotMember(organization)
        : new MembershipResult.NoAnswer(organization, response.summary());
  }

  private MembershipResult active(GitHubResponse response, String organization) {
    JsonNode body = read(response, "read the membership in " + organization);
    long id = body.path("organization").path("id").asLong(0);
    String state = body.path("state").asString("");
    if (state.equals("active") && id != 0) {
      return new MembershipResult.Active(organization, id, response.header(HttpHeaders.ETAG));
    }
    return state.equals("pending")
        ? new MembershipResult.InvitationPending(organization)
        : new MembershipResult.NoAnswer(organization, response.summary());
  }

  OrganizationResult organization(GitHubResponse response, String name) {
    String attempt = "look up the organization " + name;
    return switch (response.status()) {
      case 200 -> found(response, name, attempt);
      // A renamed organization. The redirect is not followed: the token goes to no other host.
      case 301, 302, 307, 308 -> new OrganizationResult.Unreadable(name, "it was renamed");
      case 403 -> {
        if (response.isRateLimited()) {
          throw response.exceptionForStatus(attempt);
        }
        yield new OrganizationResult.Unreadable(name, message(response, attempt));
      }
      case 404 -> {
        message(response, attempt);
        yield new OrganizationResult.OrganizationNotFound(name);
      }
      default -> throw response.exceptionForStatus(attempt);
    };
  }

  private OrganizationResult found(GitHubResponse response, String name, String attempt) {
    JsonNode body = read(response, attempt);
    long id = body.path("id").asLong(0);
    String login = body.path("login").asString("");
    if (id == 0 || !login.equalsIgnoreCase(name)) {
      throw response.unexpected(attempt);
    }
    return new OrganizationResult.Found(login, id);
  }

  /** Returns the message of a GitHub error; throws if the response is not GitHub's JSON format. */
  private String message(GitHubResponse response, String attempt) {
    String message = read(response, attempt).path("message").asString("");
    if (message.isEmpty()) {
      throw response.unexpected(attempt);
    }
    return message.substring(0, Math.min(200, message.length()));
  }

  List<OrganizationMembership> memberships(GitHubResponse response) {
    String attempt = "read a user's organizations";
    if (response.status() != 200) {
      throw response.exceptionForStatus(attempt);
    }
    JsonNode body = read(response, attempt);
    if (!body.isArray()) {
      throw response.unexpected(attempt);
    }
    List<OrganizationMembership> memberships = new ArrayList<>();
    for (JsonNode membership : body) {
      JsonNode organization = membership.path("organization");
      long id = organization.path("id").asLong(0);
      String login = organization.path("login").asString("");
      String state = membership.path("state").asString("");
      if (id == 0 || login.isEmpty()) {
        throw response.unexpected(attempt);
      }
      if (state.equals("active") || state.equals("pending")) {
        memberships.add(
            new OrganizationMembership(
                id, login, state.equals("active") ? State.ACTIVE : State.PENDING));
      }
    }
    return memberships;
  }

  /** The URL of the next page; empty if there is none or it points to another host. */
  Optional<URI> next(GitHubResponse response) {
    @Nullable String links = response.header(HttpHeaders.LINK);
    if (links == null) {
      return Optional.empty();
    }
    Matcher next = NEXT.matcher(links);
    return next.find() && next.group(1).startsWith(address.api() + "/")
        ? link(next.group(1))
        : Optional.empty();
  }

  // Four reasons share status 403. Docs: "Best practices for using the REST API", "SAML and
  // authorization", "OAuth App access restrictions".
  private MembershipResult forbidden(GitHubResponse response, String organization) {
    @Nullable String sso = response.header("X-GitHub-SSO");
    if (sso != null && sso.startsWith("required")) {
      return new MembershipResult.SsoRequired(organization, ssoUrl(sso));
    }
    if (response.isRateLimited()) {
      return new MembershipResult.RateLimited(organization, response.retryAt(clock));
    }
    if (response.body().contains("OAuth App access restrictions")) {
      return new MembershipResult.AppRestricted(organization);
    }
    @Nullable String granted = response.header("X-OAuth-Scopes");
    if (granted != null && scopes(granted).stream().noneMatch(s -> s.endsWith(":org"))) {
      return new MembershipResult.ScopeMissing(organization);
    }
    return new MembershipResult.NoAnswer(organization, response.summary());
  }

  // The URL comes from a response header, so only pages of this GitHub instance are linked.
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

  GitHubProfile profile(GitHubResponse response) {
    JsonNode body = read(response, "read the profile of the user");
    long id = body.path("id").asLong(0);
    String login = body.path("login").asString("");
    if (id == 0 || login.isEmpty()) {
      throw response.unexpected("read the profile of the user");
    }
    return new GitHubProfile(
        id, login, body.path("name").asString(null), body.path("email").asString(null));
  }

  private JsonNode read(GitHubResponse response, String attempt) {
    try {
      return json.readTree(response.body());
    } catch (JacksonException e) {
      throw response.unexpected(attempt);
    }
  }

  // GitHub separates scopes by commas, OAuth 2.0 by spaces.
  private static Set<String> scopes(String text) {
    return Arrays.stream(text.split("[,\\s]+"))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
