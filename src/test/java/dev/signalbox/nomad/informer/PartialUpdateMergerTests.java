package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.SnapshotBuilder;
import org.junit.jupiter.api.Test;

/** Merging of lists and events that lack fields. */
class PartialUpdateMergerTests {

  /** Lists of servers before 1.4.3 omit the metadata. */
  @Test
  void keepsTheNameFromTheMetadataThatAListOmits() {
    Job listed = SnapshotBuilder.job("build/dispatch-1", JobStatus.RUNNING);
    Job known = named(listed, "acme/api #7", listed.createIndex());

    assertThat(PartialUpdateMerger.mergeListedJob(listed, known).name()).isEqualTo("acme/api #7");
    assertThat(PartialUpdateMerger.mergeListedJob(listed, null).name())
        .isEqualTo("build/dispatch-1");
    Job earlier = named(listed, "acme/api #6", listed.createIndex() - 1);
    assertThat(PartialUpdateMerger.mergeListedJob(listed, earlier).name())
        .isEqualTo("build/dispatch-1");
  }

  private static Job named(Job job, String name, long createIndex) {
    return new Job(
        job.key(),
        job.parentId(),
        name,
        job.type(),
        job.priority(),
        job.datacenters(),
        job.pool(),
        job.periodic(),
        job.parameterized(),
        job.stopped(),
        job.status(),
        job.statusDescription(),
        job.submittedAt(),
        job.groups(),
        job.children(),
        createIndex,
        job.modifyIndex(),
        job.jobModifyIndex());
  }
}
