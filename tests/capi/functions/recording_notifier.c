#include "recording_notifier.h"

/* Nothing is asserted within a callback: an assertion would jump out of it. */
static int32_t deliver(void* user_data, const crn_notice* notice, crn_answer* answer) {
  recording_notifier* recording = user_data;
  crn_notice_facts facts;
  if (crn_notice_get(notice, &facts, sizeof facts, NULL) != CRN_OK) return CRN_DELIVERY_FAILED;
  ++recording->delivered;
  recording->last_notice = facts.id;
  recording->last_school = facts.to_school;
  if (facts.address.size < sizeof recording->last_address)
    memcpy(recording->last_address, facts.address.data, facts.address.size + 1);
  if (recording->says != NULL) crn_answer_set_text(answer, crn_text_of(recording->says));
  return recording->answer;
}

static void release(void* user_data) {
  recording_notifier* recording = user_data;
  ++recording->released;
}

crn_notifier* notifier_of(recording_notifier* recording) {
  crn_notifier_port port;
  CRN_INIT(port);
  port.user_data = recording;
  port.release = release;
  port.deliver = deliver;
  crn_notifier* notifier = NULL;
  DONE(crn_notifier_create(&port, &notifier, error));
  return notifier;
}

crn_sent send_through(const office_93* office, recording_notifier* recording) {
  crn_sent sent;
  CRN_INIT(sent);
  crn_notifier* notifier = notifier_of(recording);
  DONE(crn_engine_send(office->engine, &office->the_operator, notifier, NULL, &sent, error));
  crn_notifier_destroy(notifier);
  return sent;
}
