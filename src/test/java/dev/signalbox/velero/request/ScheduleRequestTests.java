package dev.signalbox.velero.request;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.velero.VeleroVersions;
import org.junit.jupiter.api.Test;

class ScheduleRequestTests {

  private final ScheduleRequest request = RequestFixture.schedule();

  @Test
  void createsASchedule() {
    assertThat(request.json(VeleroVersions.V1_18).path("spec"))
        .isEqualTo(
            json(
                """
                {'schedule':'0 2 * * *','useOwnerReferencesInBackup':false,'paused':false,
                 'template':{'includedNamespaces':['circleci-server'],
                  'includeClusterResources':true,'storageLocation':'default','ttl':'720h0m0s',
                  'defaultVolumesToFsBackup':true}}
                """));
    assertThat(request.json(VeleroVersions.V1_18).at("/metadata/name"))
        .isEqualTo(json("'nightly'"));
    assertThat(request.json(VeleroVersions.V1_18).at("/metadata/labels/signalbox.dev~1kind"))
        .isEqualTo(json("'full'"));
  }

  @Test
  void omitsFieldsThatVelero19DoesNotKnow() {
    assertThat(request.json(VeleroVersions.V1_9).path("spec").propertyNames())
        .containsExactlyInAnyOrder("schedule", "useOwnerReferencesInBackup", "template");
    assertThat(request.changes(VeleroVersions.V1_9).path("spec").propertyNames())
        .containsExactlyInAnyOrder("schedule", "template");
  }

  /** Otherwise Velero runs a changed or resumed schedule within a minute if it is due. */
  @Test
  void doesNotStartAChangedOrResumedScheduleImmediately() {
    assertThat(request.changes(VeleroVersions.V1_18).at("/spec/skipImmediately"))
        .isEqualTo(json("true"));
    assertThat(ScheduleRequest.pause(false, VeleroVersions.V1_18))
        .isEqualTo(json("{'spec':{'paused':false,'skipImmediately':true}}"));
    assertThat(ScheduleRequest.pause(true, VeleroVersions.V1_18))
        .isEqualTo(json("{'spec':{'paused':true}}"));
  }

  @Test
  void refusesWhatVeleroCannotDo() {
    assertThatThrownBy(() -> ScheduleRequest.pause(true, VeleroVersions.V1_9))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
