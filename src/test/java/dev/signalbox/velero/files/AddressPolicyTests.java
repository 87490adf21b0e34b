package dev.signalbox.velero.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "[fd20:ce::254]",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "127.0.0.1",
        "[::1]",
        "0.0.0.0",
        "224.0.0.1"
      })
  void refusesMetadataAndSimilarAddresses(String host) {
    assertThat(AddressPolicy.allows(host, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7", "203.0.113.9", "does-not-exist.invalid"})
  void allowsOtherAddresses(String host) {
    assertThat(AddressPolicy.allows(host, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void allowsTheOwnMachineIfTheLocationNamesIt(String host) {
    assertThat(AddressPolicy.allows(host, true)).isTrue();
  }
}
