package dev.signalbox.drains.termination;

import dev.signalbox.drains.termination.TerminationRequest.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Reads and writes releases. Each change is conditional and returns 0 if the release has ended or
 * changed meanwhile.
 */
interface TerminationRequestRepository extends Repository<StoredTerminationRequest, UUID> {

  String OPEN = " where id = :id and release.endedAt is null ";
  String UNCHANGED = OPEN + "and release.state = :from";

  @Query("select release from StoredTerminationRequest where id = :id")
  Optional<TerminationRequest> find(UUID id);

  @Query("select release from StoredTerminationRequest order by release.requestedAt desc")
  List<TerminationRequest> findRecent(Limit limit);

  @Query(
      """
      select release from StoredTerminationRequest
      where release.endedAt is null order by release.requestedAt
      """)
  List<TerminationRequest> findOpen();

  @Query(
      """
      select release from StoredTerminationRequest where release.clientId = :clientId
      order by case when release.endedAt is null then 0 else 1 end, release.requestedAt desc limit 1
      """)
  Optional<TerminationRequest> findLatest(String clientId);

  @Query(
      """
      select release from StoredTerminationRequest
      where release.clientId = :key or release.name = :key or release.instance = :key
      order by case when release.endedAt is null then 0 else 1 end, release.requestedAt desc limit 1
      """)
  Optional<TerminationRequest> findLatestByIdOrName(String key);

  @Modifying(clearAutomatically = true)
  @Query(
      "update StoredTerminationRequest set release.tries = release.tries + 1, notBefore = :until"
          + UNCHANGED
          + " and release.halted = '' and (notBefore is null or notBefore <= :now)")
  int startStep(UUID id, State from, Instant now, Instant until);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredTerminationRequest
      set release.note = :note, release.failure = :failure, notBefore = :until
      """
          + UNCHANGED)
  int setFailure(UUID id, State from, String note, String failure, Instant until);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredTerminationRequest
      set release.state = :state, release.note = '', release.writeIndex = :index,
        release.stateSince = :now, release.heartbeatAt = :now, release.tries = 0, notBefore = null,
        release.failure = ''
      """
          + UNCHANGED)
  int setState(UUID id, State from, State state, long index, Instant now);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredTerminationRequest
      set release.state = :state, release.note = :note, release.stateSince = :now,
        release.endedAt = :now,
        release.left = case when :abandoned = true then release.left else 0 end
      """
          + UNCHANGED)
  int finish(UUID id, State from, State state, boolean abandoned, String note, Instant now);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredTerminationRequest
      set release.state = :state, release.note = '', release.stateSince = :now,
        release.endedAt = :now, release.left = 0
      """
          + OPEN)
  int cancel(UUID id, State state, Instant now);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredTerminationRequest
      set release.halted = :why,
        release.state = case release.state
          when SAFE then dev.signalbox.drains.termination.TerminationRequest.State.STOPPING
          else release.state end
      where release.endedAt is null and release.halted = ''
      """)
  void haltAll(String why);

  @Modifying(clearAutomatically = true)
  @Query(
      "update StoredTerminationRequest set release.halted = '', notBefore = null"
          + OPEN
          + "and release.halted <> ''")
  int resume(UUID id);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredTerminationRequest
      set release.left = :left, release.heartbeatAt = :now, release.note = ''
      """
          + OPEN)
  int setHeartbeat(UUID id, int left, Instant now);

  @Modifying(clearAutomatically = true)
  @Query("update StoredTerminationRequest set release.note = :note" + OPEN)
  int setNote(UUID id, String note);
}
