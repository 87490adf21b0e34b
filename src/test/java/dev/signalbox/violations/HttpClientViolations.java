package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.ONLY_ADAPTERS_USE_HTTP_CLIENTS;

import dev.signalbox.remote.Adapter;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Uses of HTTP clients outside an adapter. */
final class HttpClientViolations {

  private HttpClientViolations() {}

  /** Only the annotation makes an adapter, not the class name. */
  @Violates(ONLY_ADAPTERS_USE_HTTP_CLIENTS)
  static final class WithRestClient {
    void call(RestClient client) {
      client.get();
    }
  }

  @Violates(ONLY_ADAPTERS_USE_HTTP_CLIENTS)
  static final class WithJava {
    void call() {
      HttpClient.newHttpClient().close();
    }
  }

  @Violates(ONLY_ADAPTERS_USE_HTTP_CLIENTS)
  static final class WithApache {
    void call() throws IOException {
      HttpClients.createDefault().close();
    }
  }

  @Violates(ONLY_ADAPTERS_USE_HTTP_CLIENTS)
  static final class WithRequestFactory {
    final SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
  }

  @Violates(ONLY_ADAPTERS_USE_HTTP_CLIENTS)
  static final class WithUrl {
    URLConnection call(URL url) throws IOException {
      return url.openConnection();
    }
  }

  @Violates(ONLY_ADAPTERS_USE_HTTP_CLIENTS)
  static final class WithConnection {
    void call(HttpURLConnection connection) {
      connection.disconnect();
    }
  }

  /** The annotation covers nested classes. */
  @Complies(ONLY_ADAPTERS_USE_HTTP_CLIENTS)
  @Adapter
  static final class AnnotatedAdapter implements SwitchPort {

    private final Transport transport;

    AnnotatedAdapter(Transport transport) {
      this.transport = transport;
    }

    @Override
    public boolean isOn(String name) {
      return transport.get(name);
    }

    @Override
    public void turnOn(String name) {}

    @Override
    public void turnOff(String name) {}

    record Transport(RestClient client) {
      boolean get(String name) {
        return client.get().uri(name).exchange((request, response) -> true);
      }
    }
  }
}
