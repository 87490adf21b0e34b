package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Connections;
import dev.signalbox.nomad.wire.Ask.Line;
import dev.signalbox.outside.Adapter;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
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
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Sends by HTTP. All connections, time-outs and limits are here and nowhere else; how many
 * connections there are for what is in {@link Connections}. Redirects are not followed: an old
 * Nomad leads to its pages where it does not know a path.
 */
@Adapter
class HttpLines implements Lines, AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(3);
  private static final int LONGEST_REFUSAL = 4_000;

  private final Settings.Nomad settings;
  private final CloseableHttpClient answers;
  private final CloseableHttpClient events;
  private final CloseableHttpClient logs;
  private final Duration mostQuiet;

  @Autowired
  HttpLines(Settings settings) {
    this(settings.nomad(), Duration.ofDays(1));
  }

  /**
   * @param mostQuiet silence is borne no longer than this, whatever a question allows
   */
  HttpLines(Settings.Nomad settings, Duration mostQuiet) {
    this.settings = settings;
    this.mostQuiet = mostQuiet;
    this.answers = client(settings, Connections.ANSWERS).build();
    this.events = client(settings, Connections.EVENTS).disableContentCompression().build();
    this.logs =
        client(settings, Connections.FOLLOWERS + Connections.DOWNLOADS)
            .disableContentCompression()
            .build();
  }

  @Override
  public Opened open(Ask ask) throws IOException {
    return open(ask, quiet(ask));
  }

  @Override
  public Opened open(Ask ask, Duration quiet) throws IOException {
    HttpUriRequestBase request = request(ask);
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(CONNECT)
            .setResponseTimeout(Timeout.of(quiet))
            .build());
    ClassicHttpResponse response = through(ask.limits().line()).executeOpen(null, request, null);
    HttpOpened opened = new HttpOpened(request, response, ask);
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
    answers.close(CloseMode.IMMEDIATE);
    events.close(CloseMode.IMMEDIATE);
    logs.close(CloseMode.IMMEDIATE);
  }

  private Duration quiet(Ask ask) {
    Duration quiet = ask.limits().quiet();
    return quiet.compareTo(mostQuiet) <= 0 ? quiet : mostQuiet;
  }

  private CloseableHttpClient through(Line line) {
    return switch (line) {
      case ANSWERS -> answers;
      case EVENTS -> events;
      case LOGS -> logs;
    };
  }

  private HttpUriRequestBase request(Ask ask) {
    StringBuilder address = new StringBuilder().append(settings.address()).append(ask.target());
    if (settings.region() != null) {
      address.append(ask.parameters().isEmpty() ? '?' : '&');
      address.append(Ask.parameter("region", settings.region()));
    }
    HttpUriRequestBase request =
        new HttpUriRequestBase(ask.method().name(), URI.create(address.toString()));
    request.setHeader("Accept", "application/json");
    if (ask.limits().line() != Line.ANSWERS) {
      request.setHeader("Accept-Encoding", "identity");
    }
    if (settings.token() != null) {
      request.setHeader("X-Nomad-Token", settings.token().reveal());
    }
    if (settings.httpAuth() != null) {
      request.setHeader("Authorization", "Basic " + Failures.base64(settings.httpAuth().reveal()));
    }
    if (ask.body() != null) {
      request.setEntity(new StringEntity(ask.body(), ContentType.APPLICATION_JSON));
    }
    return request;
  }

  private static HttpClientBuilder client(Settings.Nomad settings, int connections) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setTlsSocketStrategy(tls(settings))
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(Timeout.ofSeconds(15))
                        // orders are given once, so a connection is looked at before each
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build())
        .setUserAgent("Signalbox")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching();
  }

  private static TlsSocketStrategy tls(Settings.Nomad settings) {
    TlsSocketStrategy usual =
        settings.skipVerify()
            ? new DefaultClientTlsStrategy(
                NomadTls.context(settings),
                HostnameVerificationPolicy.CLIENT,
                NoopHostnameVerifier.INSTANCE)
            : new DefaultClientTlsStrategy(NomadTls.context(settings));
    @Nullable String name = settings.serverName();
    // the name that is asked for is the one that is verified
    return name == null
        ? usual
        : (socket, host, port, attachment, context) ->
            usual.upgrade(socket, name, port, attachment, context);
  }

  /** A response of the HTTP client, and the request that can be called back for it. */
  private static final class HttpOpened implements Opened {

    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final Ask ask;
    private final Answer answer;
    private boolean finished;

    HttpOpened(HttpUriRequestBase request, ClassicHttpResponse response, Ask ask)
        throws IOException {
      this.request = request;
      this.response = response;
      this.ask = ask;
      @Nullable HttpEntity entity = response.getEntity();
      this.answer =
          new Answer(
              response.getCode(),
              number("X-Nomad-Index"),
              !"false".equals(header("X-Nomad-KnownLeader")),
              Duration.ofMillis(number("X-Nomad-LastContact")),
              header("X-Nomad-NextToken"),
              new MeteredStream(
                  entity == null ? InputStream.nullInputStream() : entity.getContent(),
                  ask.limits().bytes(),
                  ask.limits().longest()));
    }

    @Override
    public Answer answer() {
      return answer;
    }

    /** Whether it is what was asked for. */
    void check() throws IOException {
      if (response.getVersion() != null && response.getVersion().getMajor() < 1) {
        throw new ClientProtocolException("Not a version of HTTP: " + response.getVersion());
      }
      @Nullable String type = header("Content-Type");
      String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
      boolean wanted = response.getCode() == 200 || ask.accepted().contains(response.getCode());
      // the limit of connections has no JSON, the sick autopilot has
      boolean limit = response.getCode() == 429 && !kind.contains("json");
      if (!wanted || limit || (response.getCode() == 200 && kind.contains("html"))) {
        throw new Refusal(
            response.getCode(),
            kind.contains("html")
                ? "a web page"
                : new String(answer.body().readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8),
            header("Location"));
      }
    }

    @Override
    public void finish() throws IOException {
      finished = answer.body().readNBytes(8_192).length < 8_192;
    }

    @Override
    public void close() {
      if (!finished) {
        request.cancel();
      }
      try {
        response.close();
      } catch (IOException e) {
        // nothing of it is wanted any more
      }
    }

    private @Nullable String header(String name) {
      @Nullable Header header = response.getFirstHeader(name);
      return header == null ? null : header.getValue();
    }

    private long number(String name) {
      @Nullable String text = header(name);
      return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
  }
}
