package dev.signalbox.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoProxyListTests {

  @Test
  void keepsNamesAddressesAndRanges() {
    List<String> entries =
        List.of("foo.example", ".svc", "10.0.0.0/8", "10.1.2.3", "foo.example:80", "fd00::/8");

    assertThat(ClientConfiguration.NoProxyList.of(entries))
        .isEqualTo(new ClientConfiguration.NoProxyList(entries, false, List.of()));
  }

  @Test
  void trimsBlanks() {
    assertThat(ClientConfiguration.NoProxyList.of(List.of("10.0.0.0/8", " .svc ")).entries())
        .containsExactly("10.0.0.0/8", ".svc");
  }

  @Test
  void replacesALeadingAsteriskBecauseEntriesAreSuffixes() {
    ClientConfiguration.NoProxyList list = ClientConfiguration.NoProxyList.of(List.of("*.svc"));

    assertThat(list.entries()).containsExactly(".svc");
    assertThat(list.changed()).containsExactly("*.svc");
  }

  @Test
  void skipsWhatCannotBeRead() {
    ClientConfiguration.NoProxyList list =
        ClientConfiguration.NoProxyList.of(List.of("10.*", "foo_bar", "foo.example/24", "a b"));

    assertThat(list.entries()).isEmpty();
    assertThat(list.changed()).containsExactly("10.*", "foo_bar", "foo.example/24", "a b");
  }

  @Test
  void skipsEmptyEntriesWhichWouldMatchEveryHost() {
    assertThat(ClientConfiguration.NoProxyList.of(List.of("", " ", ".svc")))
        .isEqualTo(new ClientConfiguration.NoProxyList(List.of(".svc"), false, List.of()));
  }

  @Test
  void reportsThatNoHostUsesTheProxy() {
    assertThat(ClientConfiguration.NoProxyList.of(List.of("*")).all()).isTrue();
  }
}
