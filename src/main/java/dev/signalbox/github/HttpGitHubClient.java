package dev.signalbox.github;

import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.secrets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
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
 * Calls the GitHub API over HTTP. The only place that sets timeouts, size limit, proxy and
 * certificates of GitHub calls. Redirects are not followed, so that tokens go to no other host.
 */
@Adapter
class HttpGitHubClient implements GitHubClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_RESPONSE_BYTES = 1_000_000;
  private static final int MAX_PAGES = 20;
  // API versions are supported for two years; older Enterprise Servers support only this one.
  private static final String API_VERSION = "2022-11-28";

  private final GitHubAddress address;
  private final GitHubProperties settings;
  private final RemoteCalls calls;
  private final GitHubAvailability availability;
  private final JsonMapper json;
  private final GitHubResponseParser parser;
  private final RestClient http;

  @Autowired
  HttpGitHubClient(
      GitHubProperties settings,
      RemoteCalls calls,
      GitHubAvailability availability,
      JsonMapper json,
      Clock clock) {
    this(settings, settings.address(), calls, availability, json, clock);
  }

  HttpGitHubClient(
      GitHubProperties settings,
      GitHubAddress address,
      RemoteCalls calls,
      GitHubAvailability availability,
      JsonMapper json,
      Clock clock) {
    this.availability = availability;
    this.address = address;
    this.settings = settings;
    this.calls = calls;
    this.json = json;
    this.parser = new GitHubResponseParser(address, json, clock);
    this.http =
        RestClient.builder()
            .requestFactory(new HttpComponentsClientHttpRequestFactory(client(settings)))
            .build();
  }

  @Override
  public TokenResult exchange(String code, URI redirect, String verifier) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("client_id", settings.clientId());
    form.add("client_secret", settings.clientSecret().reveal());
    form.add("code", code);
    form.add("redirect_uri", redirect.toString());
    form.add("code_verifier", verifier);
    List<Secret> secrets = List.of(settings.clientSecret(), new Secret(code), new Secret(verifier));
    GitHubResponse result =
        execute(
            "exchange",
            "exchange the sign-in code for a token at " + address.instance(),
            () ->
                http.post()
                    .uri(address.page("/login/oauth/access_token"))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .exchange((request, response) -> read(response, secrets)));
    return parser.token(result);
  }

  @Override
  public GitHubProfile profile(Secret token) {
    GitHubResponse result = get("profile", "read the profile of the user", "/user", token, null);
    if (result.status() != 200) {
      throw result.exceptionForStatus("read the profile of the user");
    }
    return parser.profile(result);
  }

  @Override
  public Optional<GitHubProfile> findProfile(Secret token) {
    GitHubResponse result =
        get("profile", "check whether the token is still valid", "/user", token, null);
    return switch (result.status()) {
      case 200 -> Optional.of(parser.profile(result));
      case 401 -> Optional.empty();
      default -> throw result.exceptionForStatus("check whether the token is still valid");
    };
  }

  @Override
  public MembershipResult membership(Secret token, String organization, @Nullable String etag) {
    try {
      GitHubResponse result =
          get(
              "membership",
              "read the membership in " + organization,
              "/user/memberships/orgs/{organization}",
              token,
              etag,
              organization);
      return parser.membership(result, organization);
    } catch (RemoteSystemException e) {
      return new MembershipResult.NoAnswer(organization, e.response());
    }
  }

  @Override
  public List<OrganizationMembership> memberships(Secret token) {
    List<OrganizationMembership> all = new ArrayList<>();
    Optional<URI> page =
        Optional.of(URI.create(address.api() + "/user/memberships/orgs?per_page=100"));
    // The limit ends a cycle of next links; no user has that many pages.
    for (int number = 0; page.isPresent() && number < MAX_PAGES; number++) {
      URI url = page.get();
      GitHubResponse result =
          execute(
              "memberships",
              "read a user's organizations",
              () -> send(http.get().uri(url), token, null));
      all.addAll(parser.memberships(result));
      page = parser.next(result);
    }
    return all;
  }

  @Override
  public OrganizationResult organization(Secret token, String name) {
    GitHubResponse result =
        get(
            "organization",
            "look up the organization " + name,
            "/orgs/{organization}",
            token,
            null,
            name);
    return parser.organization(result, name);
  }

  @Override
  public void revokeGrant(Secret token) {
    String attempt = "revoke the GitHub authorization";
    GitHubResponse result =
        execute(
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
    // 404: the grant was revoked already.
    if (result.status() != 204 && result.status() != 404) {
      throw result.exceptionForStatus(attempt);
    }
  }

  private GitHubResponse get(
      String operation,
      String attempt,
      String path,
      Secret token,
      @Nullable String etag,
      Object... parts) {
    return execute(
        operation, attempt, () -> send(http.get().uri(address.api() + path, parts), token, etag));
  }

  private static @Nullable GitHubResponse send(
      RestClient.RequestHeadersSpec<?> request, Secret token, @Nullable String etag) {
    return request
        .headers(
            headers -> {
              headers.setBearerAuth(token.reveal());
              headers.set(HttpHeaders.ACCEPT, "application/vnd.github+json");
              headers.set("X-GitHub-Api-Version", API_VERSION);
              if (etag != null) {
                headers.setIfNoneMatch(etag);
              }
            })
        .exchange((sent, response) -> read(response, List.of(token)));
  }

  private GitHubResponse execute(String operation, String attempt, Call call) {
    return calls.timed(
        "github",
        operation,
        () -> {
          try {
            GitHubResponse response = CallDeadline.call(TOTAL_TIMEOUT, call::make);
            if (response.status() >= 500) {
              availability.recordFailure(attempt, "HTTP status " + response.status());
            } else {
              availability.recordAnswer();
            }
            return response;
          } catch (ResourceAccessException e) {
            throw e.getCause() instanceof ConnectionRequestTimeoutException
                ? poolExhausted(attempt, e)
                : unreachable(attempt, reason(e), e);
          } catch (TimeoutException e) {
            throw unreachable(attempt, "the response took too long", e);
          }
        });
  }

  /** No outage of GitHub: this instance already sends as many requests as it may. */
  private static Denied poolExhausted(String attempt, Exception cause) {
    return new Denied(
        RemoteSystem.GITHUB,
        attempt,
        "all connections of Signalbox to GitHub are in use",
        "Try again in a minute.",
        cause);
  }

  private Unreachable unreachable(String attempt, String reason, Exception cause) {
    availability.recordFailure(attempt, reason);
    return new Unreachable(
        RemoteSystem.GITHUB,
        attempt,
        "no response from " + address.instance() + ": " + reason,
        "Check that " + address.web() + " is up and reachable from Signalbox.",
        cause);
  }

  private static String reason(ResourceAccessException e) {
    Throwable cause = e.getMostSpecificCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static GitHubResponse read(
      RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse response, List<Secret> secrets)
      throws IOException {
    int status = response.getStatusCode().value();
    HttpHeaders headers = response.getHeaders();
    if (status == 204 || status == 304) {
      return new GitHubResponse(status, headers, "", secrets);
    }
    try (InputStream in = response.getBody()) {
      String body = new String(in.readNBytes(MAX_RESPONSE_BYTES), StandardCharsets.UTF_8);
      return new GitHubResponse(status, headers, body, secrets);
    }
  }

  private static CloseableHttpClient client(GitHubProperties settings) {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(20)
            .setMaxConnPerRoute(20)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                    .setSocketTimeout(Timeout.of(READ_TIMEOUT))
                    // Validates each pooled connection: GitHub may have closed an idle one, and
                    // a code exchange can't be retried.
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .build());
    if (settings.caFile() != null) {
      connections.setTlsSocketStrategy(
          new DefaultClientTlsStrategy(
              TrustedCertificates.contextTrusting(settings.authorities())));
    }
    HttpClientBuilder client =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(READ_TIMEOUT))
                    .setConnectionRequestTimeout(Timeout.of(CONNECT_TIMEOUT))
                    .build())
            .setUserAgent("Signalbox")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement();
    if (settings.proxy() != null) {
      client.setProxy(HttpHost.create(settings.proxy().uri()));
    }
    return client.build();
  }

  /** An HTTP call. */
  private interface Call {
    @Nullable GitHubResponse make();
  }
}
