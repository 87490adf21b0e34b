package dev.signalbox.nomad.http;

import dev.signalbox.nomad.ConnectionLimits;
import dev.signalbox.nomad.ConnectionUsage;
import dev.signalbox.nomad.ConnectionUsage.Purpose;
import dev.signalbox.nomad.NomadConnections;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.nomad.http.NomadRequest.ConnectionPurpose;
import dev.signalbox.remote.Adapter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Opens HTTP connections to Nomad, with separate pools for requests, events and logs; the sizes are
 * in {@link ConnectionLimits}. Redirects are not followed, because old versions of Nomad redirect
 * unknown paths to the web UI.
 */
@Adapter
class HttpConnections implements NomadConnections, AutoCloseable {

  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(3);
  private static final int MAX_ERROR_LENGTH = 4_000;

  private final NomadProperties settings;
  private final PoolingHttpClientConnectionManager requestConnections;
  private final PoolingHttpClientConnectionManager eventConnections;
  private final PoolingHttpClientConnectionManager logConnections;
  private final CloseableHttpClient requestPool;
  private final CloseableHttpClient eventPool;
  private final CloseableHttpClient logPool;
  private final Duration maxReadTimeout;

  @Autowired
  HttpConnections(NomadProperties settings) {
    this(settings, Duration.ofDays(1));
  }

  /**
   * @param maxReadTimeout upper bound for the read timeout of all requests
   */
  HttpConnections(NomadProperties settings, Duration maxReadTimeout) {
    this.settings = settings;
    this.maxReadTimeout = maxReadTimeout;
    this.requestConnections = connections(settings, ConnectionLimits.REQUESTS);
    this.eventConnections = connections(settings, ConnectionLimits.EVENTS);
    this.logConnections =
        connections(settings, ConnectionLimits.FOLLOWERS + ConnectionLimits.DOWNLOADS);
    this.requestPool = clientBuilder(requestConnections).build();
    this.eventPool = clientBuilder(eventConnections).disableContentCompression().build();
    this.logPool = clientBuilder(logConnections).disableContentCompression().build();
  }

  @Override
  public List<ConnectionUsage> usage() {
    return List.of(
        usage(Purpose.EVENTS, eventConnections),
        usage(Purpose.LOGS, logConnections),
        usage(Purpose.REQUESTS, requestConnections));
  }

  private static ConnectionUsage usage(
      Purpose purpose, PoolingHttpClientConnectionManager connections) {
    PoolStats stats = connections.getTotalStats();
    return new ConnectionUsage(purpose, stats.getLeased(), stats.getMax());
  }

  /**
   * Sends a request and returns the open response.
   *
   * @throws IOException if there is no response, or a {@link UnexpectedStatusException} if the
   *     request does not accept the status
   */
  OpenResponse open(NomadRequest request) throws IOException {
    return open(request, readTimeout(request));
  }

  /** Sends a request with another read timeout than that of the request. */
  OpenResponse open(NomadRequest request, Duration readTimeout) throws IOException {
    HttpUriRequestBase httpRequest = request(request);
    httpRequest.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(CONNECT_TIMEOUT)
            .setResponseTimeout(Timeout.of(readTimeout))
            .build());
    ClassicHttpResponse httpResponse =
        pool(request.limits().purpose()).executeOpen(null, httpRequest, null);
    OpenResponse opened = new OpenResponse(httpRequest, httpResponse, request);
    try {
      opened.check();
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void close() {
    requestPool.close(CloseMode.IMMEDIATE);
    eventPool.close(CloseMode.IMMEDIATE);
    logPool.close(CloseMode.IMMEDIATE);
  }

  private Duration readTimeout(NomadRequest request) {
    Duration readTimeout = request.limits().readTimeout();
    return readTimeout.compareTo(maxReadTimeout) <= 0 ? readTimeout : maxReadTimeout;
  }

  private CloseableHttpClient pool(ConnectionPurpose purpose) {
    return switch (purpose) {
      case REQUESTS -> requestPool;
      case EVENTS -> eventPool;
      case LOGS -> logPool;
    };
  }

  private HttpUriRequestBase request(NomadRequest request) {
    StringBuilder address = new StringBuilder().append(settings.addr()).append(request.target());
    if (settings.region() != null) {
      address.append(request.parameters().isEmpty() ? '?' : '&');
      address.append(NomadRequest.encodedParameter("region", settings.region()));
    }
    HttpUriRequestBase httpRequest =
        new HttpUriRequestBase(request.method().name(), URI.create(address.toString()));
    httpRequest.setHeader("Accept", "application/json");
    if (request.limits().purpose() != ConnectionPurpose.REQUESTS) {
      httpRequest.setHeader("Accept-Encoding", "identity");
    }
    if (settings.token() != null) {
      httpRequest.setHeader("X-Nomad-Token", settings.token().reveal());
    }
    if (settings.httpAuth() != null) {
      httpRequest.setHeader(
          "Authorization", "Basic " + ErrorTranslator.base64(settings.httpAuth().reveal()));
    }
    if (request.body() != null) {
      httpRequest.setEntity(new StringEntity(request.body(), ContentType.APPLICATION_JSON));
    }
    return httpRequest;
  }

  private static PoolingHttpClientConnectionManager connections(
      NomadProperties settings, int limit) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(limit)
        .setMaxConnPerRoute(limit)
        .setTlsSocketStrategy(tlsStrategy(settings))
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(CONNECT_TIMEOUT)
                .setSocketTimeout(Timeout.ofSeconds(15))
                // changes are not retried, so every reused connection is validated first
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .build();
  }

  private static HttpClientBuilder clientBuilder(PoolingHttpClientConnectionManager connections) {
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setUserAgent("Signalbox")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching();
  }

  private static TlsSocketStrategy tlsStrategy(NomadProperties settings) {
    TlsSocketStrategy strategy =
        settings.skipsVerification()
            ? new DefaultClientTlsStrategy(
                NomadTls.context(settings),
                HostnameVerificationPolicy.CLIENT,
                NoopHostnameVerifier.INSTANCE)
            : new DefaultClientTlsStrategy(NomadTls.context(settings));
    @Nullable String name = settings.tlsServerName();
    // the server name is used for SNI and for the verification of the certificate
    return name == null
        ? strategy
        : (socket, host, port, attachment, context) ->
            strategy.upgrade(socket, name, port, attachment, context);
  }

  /** A response whose connection is still in use, with its request to cancel it. */
  static final class OpenResponse implements AutoCloseable {

    private final HttpUriRequestBase httpRequest;
    private final ClassicHttpResponse httpResponse;
    private final NomadRequest request;
    private final NomadResponse response;
    private boolean finished;

    private OpenResponse(
        HttpUriRequestBase httpRequest, ClassicHttpResponse httpResponse, NomadRequest request)
        throws IOException {
      this.httpRequest = httpRequest;
      this.httpResponse = httpResponse;
      this.request = request;
      @Nullable HttpEntity entity = httpResponse.getEntity();
      this.response =
          new NomadResponse(
              httpResponse.getCode(),
              number("X-Nomad-Index"),
              !"false".equals(header("X-Nomad-KnownLeader")),
              Duration.ofMillis(number("X-Nomad-LastContact")),
              header("X-Nomad-NextToken"),
              new LimitedInputStream(
                  entity == null ? InputStream.nullInputStream() : entity.getContent(),
                  request.limits().maxBytes(),
                  request.limits().totalTimeout()));
    }

    NomadResponse response() {
      return response;
    }

    /** Throws if the response has an unexpected status or content type. */
    private void check() throws IOException {
      if (httpResponse.getVersion() != null && httpResponse.getVersion().getMajor() < 1) {
        throw new ClientProtocolException("Invalid HTTP version: " + httpResponse.getVersion());
      }
      @Nullable String type = header("Content-Type");
      String contentType = type == null ? "" : type.toLowerCase(Locale.ROOT);
      boolean accepted =
          httpResponse.getCode() == 200
              || request.acceptedStatuses().contains(httpResponse.getCode());
      // 429 from the connection limit has no JSON; 429 from an unhealthy autopilot has
      boolean connectionLimit = httpResponse.getCode() == 429 && !contentType.contains("json");
      if (!accepted
          || connectionLimit
          || (httpResponse.getCode() == 200 && contentType.contains("html"))) {
        throw new UnexpectedStatusException(
            httpResponse.getCode(),
            contentType.contains("html")
                ? "an HTML page"
                : new String(response.body().readNBytes(MAX_ERROR_LENGTH), StandardCharsets.UTF_8),
            header("Location"));
      }
    }

    /** Returns the connection to the pool, unless much of the body is still unread. */
    void finish() throws IOException {
      finished = response.body().readNBytes(8_192).length < 8_192;
    }

    @Override
    public void close() {
      if (!finished) {
        httpRequest.cancel();
      }
      try {
        httpResponse.close();
      } catch (IOException e) {
        // the response is discarded anyway
      }
    }

    private @Nullable String header(String name) {
      @Nullable Header header = httpResponse.getFirstHeader(name);
      return header == null ? null : header.getValue();
    }

    private long number(String name) {
      @Nullable String text = header(name);
      return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
  }
}
