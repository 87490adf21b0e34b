package dev.signalbox.velero.coverage;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeClaimTests {

  @ParameterizedTest
  @CsvSource({
    "10Gi, 10737418240",
    "1.5Ki, 1536",
    "500M, 500000000",
    "2k, 2000",
    "1e9, 1000000000",
    "1024, 1024",
    "1Ei, 1152921504606846976",
    "99Ei,",
    "'',",
    "ten,",
    "-1Gi,",
  })
  void readsQuantitiesOfKubernetes(String quantity, @Nullable Long bytes) {
    assertThat(VolumeClaim.bytes(quantity)).isEqualTo(bytes);
  }

  @Test
  void readsTheActualCapacityOrTheRequest() {
    assertThat(
            VolumeClaim.read(
                    json(
                        "{'spec':{'resources':{'requests':{'storage':'1Gi'}}},"
                            + "'status':{'phase':'Bound','capacity':{'storage':'2Gi'}}}"))
                .capacity())
        .isEqualTo(2L << 30);
    assertThat(
            VolumeClaim.read(json("{'spec':{'resources':{'requests':{'storage':'1Gi'}}}}"))
                .capacity())
        .isEqualTo(1L << 30);
    assertThat(VolumeClaim.read(json("{}")).capacity()).isNull();
  }
}
