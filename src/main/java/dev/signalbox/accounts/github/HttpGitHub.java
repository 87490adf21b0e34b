package dev.signalbox.accounts.github;

import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks GitHub's documented protocol. Time-outs, the size limit, proxy and certificates of all
 * calls to GitHub are set here and nowhere else. Redirects are not followed: a token goes to no
 * other host than it was meant for.
 */
@Adapter
class HttpGitHub implements GitHub {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration READ = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 1_000_000;
  // an older version stays supported for two years, and older Enterprise Servers know only this one
  private static final String API_VERSION = "2022-11-28";

  private final GitHubAddress address;
  private final Settings.GitHub settings;
  private final RemoteCalls calls;
  private final JsonMapper json;
  private final Clock clock;
  private final RestClient http;

  @Autowired
  HttpGitHub(Settings settings, RemoteCalls calls, JsonMapper json, Clock clock) {
    this(settings.github(), GitHubAddress.of(settings.github().url()), calls, json, clock);
  }

  HttpGitHub(
      Settings.GitHub settings,
      GitHubAddress address,
      RemoteCalls calls,
      JsonMapper json,
      Clock clock) {
    this.address = address;
    this.settings = settings;
    this.calls = calls;
    this.json = json;
    this.clock = clock;
    this.http =
        RestClient.builder()
            .requestFactory(new HttpComponentsClientHttpRequestFactory(client(settings)))
            .build();
  }

  @Override
  public TokenAnswer exchange(String code, URI redirect, String verifier) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("client_id", settings.clientId());
    form.add("client_secret", settings.clientSecret().reveal());
    form.add("code", code);
    form.add("redirect_uri", redirect.toString());
    form.add("code_verifier", verifier);
    Answer answer =
        tryingTo(
            "exchange",
            "trade the sign-in code for a token at " + address.instance(),
            () ->
                http.post()
                    .uri(address.page("/login/oauth/access_token"))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .exchange((request, response) -> Answer.read(response)));
    JsonNode body = read(answer, "trade the sign-in code for a token");
    if (body.hasNonNull("error")) {
      return new TokenAnswer.Denied(
          body.path("error").asString(), body.path("error_description").asString(""));
    }
    String token = body.path("access_token").asString("");
    if (!answer.ok() || token.isEmpty()) {
      throw unexpected(answer, "trade the sign-in code for a token");
    }
    return new TokenAnswer.Granted(new Secret(token), scopes(body.path("scope").asString("")));
  }

  @Override
  public Profile profile(Secret token) {
    Answer answer = get("profile", "read who is signing in", "/user", token, null);
    if (answer.status() != 200) {
      throw refusal(answer, "read who is signing in");
    }
    return profile(answer);
  }

  @Override
  public Optional<Profile> stillValid(Secret token) {
    Answer answer = get("profile", "look whether a sign-in still holds", "/user", token, null);
    return switch (answer.status()) {
      case 200 -> Optional.of(profile(answer));
      case 401 -> Optional.empty();
      default -> throw refusal(answer, "look whether a sign-in still holds");
    };
  }

  @Override
  public MembershipAnswer membership(Secret token, String organization, @Nullable String etag) {
    try {
      Answer answer =
          get(
              "membership",
              "read the membership in " + organization,
              "/user/memberships/orgs/{organization}",
              token,
              etag,
              organization);
      return membership(answer, organization);
    } catch (OutsideWorldException e) {
      return new MembershipAnswer.NoAnswer(organization, e.answered());
    }
  }

  @Override
  public void revokeGrant(Secret token) {
    String attempt = "reset the permission for this console";
    Answer answer =
        tryingTo(
            "revoke",
            attempt,
            () ->
                http.method(HttpMethod.DELETE)
                    .uri(address.api() + "/applications/{id}/grant", settings.clientId())
                    .headers(
                        headers ->
                            headers.setBasicAuth(
                                settings.clientId(), settings.clientSecret().reveal()))
                    .header("X-GitHub-Api-Version", API_VERSION)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsString(Map.of("access_token", token.reveal())))
                    .exchange((request, response) -> Answer.read(response)));
    // 404: the grant is gone already, which is what was wanted
    if (answer.status() != 204 && answer.status() != 404) {
      throw refusal(answer, attempt);
    }
  }

  private MembershipAnswer membership(Answer answer, String organization) {
    return switch (answer.status()) {
      case 200 -> active(answer, organization);
      case 304 -> new MembershipAnswer.Unchanged(organization);
      case 401 -> new MembershipAnswer.TokenRevoked(organization);
      case 403 -> forbidden(answer, organization);
      case 404 -> new MembershipAnswer.NotMember(organization);
      case 429 -> new MembershipAnswer.RateLimited(organization, answer.retryAt(clock));
      default -> new MembershipAnswer.NoAnswer(organization, answer.summary());
    };
  }

  private MembershipAnswer active(Answer answer, String organization) {
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

  // docs: "Best practices for using the REST API", "SAML and authorization", "OAuth App access
  // restrictions"; the four reasons share one status
  private MembershipAnswer forbidden(Answer answer, String organization) {
    @Nullable String sso = answer.header("X-GitHub-SSO");
    if (sso != null && sso.startsWith("required")) {
      return new MembershipAnswer.SsoRequired(organization, ssoUrl(sso));
    }
    if (answer.header(HttpHeaders.RETRY_AFTER) != null
        || "0".equals(answer.header("x-ratelimit-remaining"))) {
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
        .map(part -> URI.create(part.substring(4)))
        .findFirst()
        .orElse(null);
  }

  private Profile profile(Answer answer) {
    JsonNode body = read(answer, "read who is signing in");
    long id = body.path("id").asLong(0);
    String login = body.path("login").asString("");
    if (id == 0 || login.isEmpty()) {
      throw unexpected(answer, "read who is signing in");
    }
    return new Profile(
        id, login, body.path("name").asString(null), body.path("email").asString(null));
  }

  private Answer get(
      String operation,
      String attempt,
      String path,
      Secret token,
      @Nullable String etag,
      Object... parts) {
    return tryingTo(
        operation,
        attempt,
        () ->
            http.get()
                .uri(address.api() + path, parts)
                .headers(
                    headers -> {
                      headers.setBearerAuth(token.reveal());
                      headers.set(HttpHeaders.ACCEPT, "application/vnd.github+json");
                      headers.set("X-GitHub-Api-Version", API_VERSION);
                      if (etag != null) {
                        headers.setIfNoneMatch(etag);
                      }
                    })
                .exchange((request, response) -> Answer.read(response)));
  }

  private Answer tryingTo(String operation, String attempt, Call call) {
    return calls.timed(
        "github",
        operation,
        () -> {
          try {
            return Objects.requireNonNull(call.make());
          } catch (ResourceAccessException e) {
            throw new Unreachable(
                attempt,
                "no answer from " + address.instance() + ": " + reason(e),
                "look whether " + address.web() + " is up and reachable from the console",
                e);
          }
        });
  }

  private static String reason(ResourceAccessException e) {
    Throwable cause = e.getMostSpecificCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private JsonNode read(Answer answer, String attempt) {
    try {
      return json.readTree(answer.body());
    } catch (JacksonException e) {
      throw unexpected(answer, attempt);
    }
  }

  private static OutsideWorldException refusal(Answer answer, String attempt) {
    if (answer.status() == 401 || answer.status() == 403 || answer.status() == 429) {
      return new Refused(
          attempt, answer.summary(), "look at the OAuth App's settings and rate limit", null);
    }
    return unexpected(answer, attempt);
  }

  private static Unexpected unexpected(Answer answer, String attempt) {
    return new Unexpected(
        attempt,
        answer.summary(),
        "look whether a proxy answers in GitHub's place, and try again",
        null);
  }

  // GitHub separates scopes by commas where OAuth says blanks
  private static Set<String> scopes(String text) {
    return Arrays.stream(text.split("[,\\s]+"))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CloseableHttpClient client(Settings.GitHub settings) {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(20)
            .setMaxConnPerRoute(20)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(CONNECT))
                    .setSocketTimeout(Timeout.of(READ))
                    // GitHub may have closed a connection while it lay idle: looked at each time,
                    // for the trade of a code cannot be tried twice
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .build());
    if (settings.caFile() != null) {
      connections.setTlsSocketStrategy(
          new DefaultClientTlsStrategy(TrustedCertificates.besides(settings.caFile())));
    }
    HttpClientBuilder client =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(READ))
                    .setConnectionRequestTimeout(Timeout.of(CONNECT))
                    .build())
            .setUserAgent("Signalbox")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement();
    if (settings.proxy() != null) {
      client.setProxy(HttpHost.create(settings.proxy()));
    }
    return client.build();
  }

  /** A call that may end without an answer. */
  private interface Call {
    @Nullable Answer make();
  }

  /** What came back, read to the end and closed. */
  private record Answer(int status, HttpHeaders headers, String body) {

    static Answer read(RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse response)
        throws IOException {
      int status = response.getStatusCode().value();
      HttpHeaders headers = response.getHeaders();
      if (status == 204 || status == 304) {
        return new Answer(status, headers, "");
      }
      try (InputStream in = response.getBody()) {
        byte[] body = in.readNBytes(LARGEST_ANSWER);
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
      }
    }

    boolean ok() {
      return status >= 200 && status < 300;
    }

    @Nullable String header(String name) {
      return headers.getFirst(name);
    }

    Instant retryAt(Clock clock) {
      @Nullable String seconds = header(HttpHeaders.RETRY_AFTER);
      if (seconds != null && seconds.matches("\\d{1,6}")) {
        return clock.instant().plusSeconds(Long.parseLong(seconds));
      }
      @Nullable String reset = header("x-ratelimit-reset");
      return reset != null && reset.matches("\\d{1,12}")
          ? Instant.ofEpochSecond(Long.parseLong(reset))
          : clock.instant().plusSeconds(60);
    }

    /** Status and the beginning of the body, on one line and without anything that is a token. */
    String summary() {
      String beginning =
          body.replaceAll("\\s+", " ")
              .replaceAll("gh[a-z]_[A-Za-z0-9]+|github_pat_[A-Za-z0-9_]+", "(token)");
      return status + " " + beginning.substring(0, Math.min(200, beginning.length()));
    }
  }
}
