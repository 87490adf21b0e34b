package dev.signalbox.snapshots.schedules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads and writes suspensions of schedules. A suspension is identified by its name and the time of
 * its begin: changes with an older one have no effect.
 */
interface ScheduleSuspensionRepository extends Repository<ScheduleSuspension, String> {

  List<ScheduleSuspension> findAllByOrderByName();

  List<ScheduleSuspension> findByResumeAtLessThanEqualOrderByResumeAt(Instant now);

  Optional<ScheduleSuspension> findById(String name);

  ScheduleSuspension save(ScheduleSuspension suspension);

  void deleteById(String name);

  /**
   * Deletes a suspension of a schedule that exists and isn't paused: another tool has ended it.
   *
   * @param before begin of suspensions that no request is working on
   */
  @Transactional
  @Modifying(clearAutomatically = true)
  @Query("delete from ScheduleSuspension s where s.name = :name and s.suspendedAt < :before")
  int deleteAbandoned(String name, Instant before);

  /** Adds a suspension and returns 1, or 0 if the schedule has one. */
  @Transactional
  @Modifying(clearAutomatically = true)
  @Query(
      """
      insert into ScheduleSuspension (name, manifest, resumeAt, suspendedAt, actorType, actorId,
        actorName, failure)
      values (:name, :manifest, :resumeAt, :suspendedAt, :actorType, :actorId, :actorName, '')
      on conflict (name) do nothing
      """)
  int insert(
      String name,
      @Nullable String manifest,
      @Nullable Instant resumeAt,
      Instant suspendedAt,
      String actorType,
      String actorId,
      @Nullable String actorName);

  @Transactional
  @Modifying(clearAutomatically = true)
  @Query("delete from ScheduleSuspension s where s.name = :name and s.suspendedAt = :suspendedAt")
  int delete(String name, Instant suspendedAt);

  /** Deletes the suspension of a schedule that exists; one that stores a schedule stays. */
  @Transactional
  @Modifying(clearAutomatically = true)
  @Query("delete from ScheduleSuspension s where s.name = :name and s.manifest is null")
  int deleteSkip(String name);

  /** Makes a stored schedule stay paused until a user resumes it. */
  @Transactional
  @Modifying(clearAutomatically = true)
  @Query(
      """
      update ScheduleSuspension s set s.resumeAt = null, s.failure = ''
      where s.name = :name and s.manifest is not null and s.resumeAt is not null
      """)
  int keepStored(String name);

  @Transactional
  @Modifying(clearAutomatically = true)
  @Query(
      """
      update ScheduleSuspension s set s.failure = :failure
      where s.name = :name and s.suspendedAt = :suspendedAt
      """)
  int setFailure(String name, Instant suspendedAt, String failure);
}
