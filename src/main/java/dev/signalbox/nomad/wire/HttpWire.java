package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Connections;
import dev.signalbox.nomad.wire.Ask.Line;
import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
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
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Speaks HTTP with Nomad. All connections, time-outs, limits and second tries are here and nowhere
 * else; how many connections there are for what is in {@link Connections}. Redirects are not
 * followed: an old Nomad leads to its pages where it does not know a path.
 */
@Adapter
class HttpWire implements Wire, AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(3);
  private static final int LONGEST_REFUSAL = 4_000;

  private final Settings.Nomad settings;
  private final RemoteCalls calls;
  private final Failures failures;
  private final CloseableHttpClient answers;
  private final CloseableHttpClient events;
  private final CloseableHttpClient logs;
  private final Duration mostQuiet;

  @Autowired
  HttpWire(Settings settings, RemoteCalls calls) {
    this(settings.nomad(), calls);
  }

  HttpWire(Settings.Nomad settings, RemoteCalls calls) {
    this(settings, calls, Duration.ofDays(1));
  }

  /**
   * @param mostQuiet silence is borne no longer than this, whatever is asked
   */
  HttpWire(Settings.Nomad settings, RemoteCalls calls, Duration mostQuiet) {
    this.mostQuiet = mostQuiet;
    this.settings = settings;
    this.calls = calls;
    this.failures = new Failures(settings);
    this.answers = client(settings, Connections.ANSWERS).build();
    this.events = client(settings, Connections.EVENTS).disableContentCompression().build();
    this.logs =
        client(settings, Connections.FOLLOWERS + Connections.DOWNLOADS)
            .disableContentCompression()
            .build();
  }

  @Override
  public <T> T ask(Ask ask, Answer.Reader<T> reader) {
    return calls.timed(
        "nomad",
        ask.operation(),
        () -> {
          if (ask.limits().again()) {
            try {
              return once(ask, reader);
            } catch (Unreachable | Unexpected e) {
              if (!mayPass(e)) {
                throw e;
              }
              pause();
            }
          }
          return once(ask, reader);
        });
  }

  @Override
  public boolean listen(Ask ask, Listener listener) {
    return Interruptible.call(
        () -> {
          try {
            Opened opened =
                calls.timed("nomad", ask.operation(), () -> tryingTo(ask, () -> open(ask, null)));
            return tryingTo(ask, () -> heard(opened, listener));
          } catch (OutsideWorldException e) {
            if (Thread.currentThread().isInterrupted()) {
              return true;
            }
            throw e;
          }
        });
  }

  @Override
  public Knock knock(Ask ask, Duration within) {
    return calls.timed(
        "nomad",
        ask.operation(),
        () ->
            tryingTo(
                ask,
                () -> {
                  try (Opened opened = open(ask, within)) {
                    boolean spoken =
                        opened.answer().status() == 200 && opened.answer().body().read() >= 0;
                    return spoken ? Knock.SPEAKS : Knock.CLOSED;
                  } catch (SocketTimeoutException e) {
                    return Knock.SILENT;
                  }
                }));
  }

  @Override
  public void close() {
    answers.close(CloseMode.IMMEDIATE);
    events.close(CloseMode.IMMEDIATE);
    logs.close(CloseMode.IMMEDIATE);
  }

  private <T> T once(Ask ask, Answer.Reader<T> reader) {
    return tryingTo(
        ask,
        () -> {
          try (Opened opened = open(ask, null)) {
            T read = reader.read(opened.answer());
            opened.finish();
            return read;
          }
        });
  }

  private static boolean heard(Opened opened, Listener listener) throws IOException {
    boolean any = false;
    try (opened) {
      JsonObjects objects = new JsonObjects(opened.answer().body());
      for (byte @Nullable [] next = objects.next(); next != null; next = objects.next()) {
        any = true;
        if (!listener.heard(next)) {
          return true;
        }
      }
    } catch (ConnectionClosedException e) {
      // cut off: the end, as silent as the usual one
      return any;
    }
    return any;
  }

  /** The only place where a foreign failure is caught. */
  private <T> T tryingTo(Ask ask, Call<T> call) {
    if (settings.address() == null) {
      throw failures.unset(ask);
    }
    try {
      return call.make();
    } catch (JacksonIOException e) {
      @Nullable IOException cause = e.getCause();
      throw cause == null ? failures.unreadable(ask, "cut off") : translated(ask, cause);
    } catch (JacksonException e) {
      throw failures.unreadable(
          ask,
          e.getLocation() == null
              ? "not the JSON that was asked for"
              : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw translated(ask, e);
    }
  }

  private OutsideWorldException translated(Ask ask, IOException failure) {
    return switch (failure) {
      case Refusal refusal -> failures.answered(ask, refusal);
      case JsonObjects.Sentence sentence ->
          failures.answered(ask, new Refusal(0, sentence.text(), null));
      case NomadJson.NotThat e -> failures.unreadable(ask, String.valueOf(e.getMessage()));
      case NoHttpResponseException e -> failures.closed(ask, e);
      case ConnectionClosedException e -> failures.closed(ask, e);
      case ConnectionRequestTimeoutException e -> failures.busy(ask);
      case ClientProtocolException e -> failures.strange(ask, "something that is not HTTP");
      default -> failures.broken(ask, failure);
    };
  }

  private Opened open(Ask ask, @Nullable Duration quiet) throws IOException {
    HttpUriRequestBase request = request(ask);
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(CONNECT)
            .setResponseTimeout(Timeout.of(quiet == null ? quiet(ask) : quiet))
            .build());
    ClassicHttpResponse response = through(ask.limits().line()).executeOpen(null, request, null);
    Opened opened = new Opened(request, response, ask);
    try {
      opened.check();
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
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

  /** Whether it may go away by itself within a moment; a time-out was long enough already. */
  private static boolean mayPass(OutsideWorldException e) {
    return (e.answered().startsWith("5") && !e.answered().startsWith("501"))
        || (e.getCause() instanceof IOException cause
            && !(cause instanceof SocketTimeoutException));
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(50, 300));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  /** A call that may fail in foreign words. */
  private interface Call<T> {
    T make() throws IOException;
  }

  /** An answer whose connection is still in use. */
  private static final class Opened implements AutoCloseable {

    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final Ask ask;
    private final Answer answer;
    private boolean finished;

    Opened(HttpUriRequestBase request, ClassicHttpResponse response, Ask ask) throws IOException {
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

    Answer answer() {
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

    /** Gives the connection back, unless more comes than was wanted. */
    void finish() throws IOException {
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
