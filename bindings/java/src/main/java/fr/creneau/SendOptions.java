package fr.creneau;

/**
 * How notices are sent; zero: the default.
 *
 * @param batch notices of one lease; otherwise 50
 * @param leaseSeconds how long a sender may take for a batch; otherwise 300
 * @param longestDeliverySeconds for one notice; otherwise 120
 * @param maxAttempts then the notice is dead; otherwise 10
 * @param firstDelaySeconds after the first failure, doubles each time; otherwise 60
 * @param longestDelaySeconds otherwise 21,600
 */
public record SendOptions(
    int batch,
    int leaseSeconds,
    int longestDeliverySeconds,
    int maxAttempts,
    int firstDelaySeconds,
    int longestDelaySeconds) {
  /** All of them. */
  public static final SendOptions DEFAULT = new SendOptions(0, 0, 0, 0, 0, 0);
}
