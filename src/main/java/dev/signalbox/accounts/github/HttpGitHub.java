package dev.signalbox.accounts.github;

import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final int LARGEST_ANSWER = 1_000_000;
  private static final int MOST_PAGES = 20;
  // an older version stays supported for two years, and older Enterprise Servers know only this one
  private static final String API_VERSION = "2022-11-28";

  private final GitHubAddress address;
  private final Settings.GitHub settings;
  private final RemoteCalls calls;
  private final JsonMapper json;
  private final GitHubReader reader;
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
    this.reader = new GitHubReader(address, json, clock);
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
    List<Secret> told = List.of(settings.clientSecret(), new Secret(code), new Secret(verifier));
    GitHubAnswer answer =
        tryingTo(
            "exchange",
            "trade the sign-in code for a token at " + address.instance(),
            () ->
                http.post()
                    .uri(address.page("/login/oauth/access_token"))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .exchange((request, response) -> read(response, told)));
    return reader.token(answer);
  }

  @Override
  public Profile profile(Secret token) {
    GitHubAnswer answer = get("profile", "read who is signing in", "/user", token, null);
    if (answer.status() != 200) {
      throw answer.refusal("read who is signing in");
    }
    return reader.profile(answer);
  }

  @Override
  public Optional<Profile> stillValid(Secret token) {
    GitHubAnswer answer =
        get("profile", "look whether a sign-in still holds", "/user", token, null);
    return switch (answer.status()) {
      case 200 -> Optional.of(reader.profile(answer));
      case 401 -> Optional.empty();
      default -> throw answer.refusal("look whether a sign-in still holds");
    };
  }

  @Override
  public MembershipAnswer membership(Secret token, String organization, @Nullable String etag) {
    try {
      GitHubAnswer answer =
          get(
              "membership",
              "read the membership in " + organization,
              "/user/memberships/orgs/{organization}",
              token,
              etag,
              organization);
      return reader.membership(answer, organization);
    } catch (OutsideWorldException e) {
      return new MembershipAnswer.NoAnswer(organization, e.answered());
    }
  }

  @Override
  public List<OrganizationMembership> memberships(Secret token) {
    List<OrganizationMembership> all = new ArrayList<>();
    Optional<URI> page =
        Optional.of(URI.create(address.api() + "/user/memberships/orgs?per_page=100"));
    // a GitHub that leads in circles is left after as many pages as nobody has
    for (int number = 0; page.isPresent() && number < MOST_PAGES; number++) {
      URI here = page.get();
      GitHubAnswer answer =
          tryingTo(
              "memberships",
              "read the organisations of a person",
              () -> asked(http.get().uri(here), token, null));
      all.addAll(reader.memberships(answer));
      page = reader.next(answer);
    }
    return all;
  }

  @Override
  public OrganizationAnswer organization(Secret token, String name) {
    GitHubAnswer answer =
        get(
            "organization",
            "look the organisation " + name + " up",
            "/orgs/{organization}",
            token,
            null,
            name);
    return reader.organization(answer, name);
  }

  @Override
  public void revokeGrant(Secret token) {
    String attempt = "reset the permission for this console";
    GitHubAnswer answer =
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
                    .exchange(
                        (request, response) ->
                            read(response, List.of(token, settings.clientSecret()))));
    // 404: the grant is gone already, which is what was wanted
    if (answer.status() != 204 && answer.status() != 404) {
      throw answer.refusal(attempt);
    }
  }

  private GitHubAnswer get(
      String operation,
      String attempt,
      String path,
      Secret token,
      @Nullable String etag,
      Object... parts) {
    return tryingTo(
        operation, attempt, () -> asked(http.get().uri(address.api() + path, parts), token, etag));
  }

  private static @Nullable GitHubAnswer asked(
      RestClient.RequestHeadersSpec<?> question, Secret token, @Nullable String etag) {
    return question
        .headers(
            headers -> {
              headers.setBearerAuth(token.reveal());
              headers.set(HttpHeaders.ACCEPT, "application/vnd.github+json");
              headers.set("X-GitHub-Api-Version", API_VERSION);
              if (etag != null) {
                headers.setIfNoneMatch(etag);
              }
            })
        .exchange((request, response) -> read(response, List.of(token)));
  }

  private GitHubAnswer tryingTo(String operation, String attempt, Call call) {
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

  private static GitHubAnswer read(
      RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse response, List<Secret> told)
      throws IOException {
    int status = response.getStatusCode().value();
    HttpHeaders headers = response.getHeaders();
    if (status == 204 || status == 304) {
      return new GitHubAnswer(status, headers, "", told);
    }
    try (InputStream in = response.getBody()) {
      return new GitHubAnswer(status, headers, text(in), told);
    }
  }

  /** The time-out of a connection is for each piece; whoever trickles is cut off here. */
  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    long start = System.nanoTime();
    int length = in.read(piece);
    while (length >= 0 && body.size() < LARGEST_ANSWER) {
      if (System.nanoTime() - start > LONGEST_ANSWER.toNanos()) {
        throw new SocketTimeoutException("the answer took longer than " + LONGEST_ANSWER);
      }
      body.write(piece, 0, length);
      length = in.read(piece);
    }
    return body.toString(StandardCharsets.UTF_8);
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
    if (!settings.authorities().isEmpty()) {
      connections.setTlsSocketStrategy(
          new DefaultClientTlsStrategy(TrustedCertificates.javasAnd(settings.authorities())));
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
    @Nullable GitHubAnswer make();
  }
}
