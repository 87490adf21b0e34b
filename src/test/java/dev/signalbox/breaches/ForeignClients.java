package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.ONLY_ADAPTERS_SPEAK_TO_THE_WORLD;

import dev.signalbox.outside.Adapter;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** HTTP spoken outside an adapter, in every way it could be. */
final class ForeignClients {

  private ForeignClients() {}

  /** Its name says adapter; only the mark counts. */
  @Breaks(ONLY_ADAPTERS_SPEAK_TO_THE_WORLD)
  static final class HttpInPlainSight {
    void call(RestClient client) {
      client.get();
    }
  }

  @Breaks(ONLY_ADAPTERS_SPEAK_TO_THE_WORLD)
  static final class WithJava {
    void call() {
      HttpClient.newHttpClient().close();
    }
  }

  @Breaks(ONLY_ADAPTERS_SPEAK_TO_THE_WORLD)
  static final class WithApache {
    void call() throws IOException {
      HttpClients.createDefault().close();
    }
  }

  @Breaks(ONLY_ADAPTERS_SPEAK_TO_THE_WORLD)
  static final class WithRequestFactory {
    final SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
  }

  @Breaks(ONLY_ADAPTERS_SPEAK_TO_THE_WORLD)
  static final class WithUrl {
    URLConnection call(URL url) throws IOException {
      return url.openConnection();
    }
  }

  @Breaks(ONLY_ADAPTERS_SPEAK_TO_THE_WORLD)
  static final class WithConnection {
    void call(HttpURLConnection connection) {
      connection.disconnect();
    }
  }

  /** The mark covers what is nested. */
  @Keeps(ONLY_ADAPTERS_SPEAK_TO_THE_WORLD)
  @Adapter
  static final class Marked implements Switches {

    private final Wire wire;

    Marked(Wire wire) {
      this.wire = wire;
    }

    @Override
    public boolean isOn(String name) {
      return wire.ask(name);
    }

    @Override
    public void turnOn(String name) {}

    @Override
    public void turnOff(String name) {}

    record Wire(RestClient client) {
      boolean ask(String name) {
        return client.get().uri(name).exchange((request, response) -> true);
      }
    }
  }
}
