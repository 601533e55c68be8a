package fr.creneau.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs two benchmarks in turn, and prints the median of their ratios, with its spread. */
public final class Pairs {
  private static final int PAIRS = 9;

  private Pairs() {}

  private static double nanoseconds(Class<?> of, String name, boolean shots)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(of.getName() + "\\." + name + "$")
            .forks(1)
            .verbosity(VerboseMode.SILENT)
            .jvmArgsAppend(
                "-Dcreneau.bare=" + System.getProperty("creneau.bare"),
                "-Xmx2g",
                "-XX:+UseSerialGC");
    if (shots) {
      options.warmupIterations(40).warmupBatchSize(7 * Calls.DAYS);
      options.measurementIterations(10).measurementBatchSize(7 * Calls.DAYS);
    } else {
      options.warmupIterations(3).warmupTime(TimeValue.milliseconds(300));
      options.measurementIterations(3).measurementTime(TimeValue.milliseconds(300));
    }
    RunResult result = new Runner(options.build()).runSingle();
    double score = result.getPrimaryResult().getScore();
    return shots ? score / (7 * Calls.DAYS) : score;
  }

  private static double median(List<Double> figures) {
    Collections.sort(figures);
    return figures.get(figures.size() / 2);
  }

  private static void row(
      String title, Class<?> of, String ours, String other, boolean shots, double target)
      throws RunnerException {
    List<Double> ratios = new ArrayList<>();
    List<Double> mine = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; ++pair) {
      mine.add(nanoseconds(of, ours, shots));
      theirs.add(nanoseconds(of, other, shots));
      ratios.add(mine.get(pair) / theirs.get(pair));
    }
    double ratio = median(ratios);
    String mark = target > 0 && ratio > target ? "  MISSED" : "";
    String wanted = target > 0 ? String.format(Locale.ROOT, "target %.1f; ", target) : "";
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f (%s%.2f to %.2f; %.1f and %.1f ns)%s%n",
        title,
        ratio,
        wanted,
        ratios.get(0),
        ratios.get(PAIRS - 1),
        median(mine),
        median(theirs),
        mark);
  }

  /**
   * Prints all rows.
   *
   * @param arguments none
   * @throws RunnerException if JMH fails
   */
  public static void main(String[] arguments) throws RunnerException {
    row("a Java call (reserve) / bare JNI", Calls.class, "reserve", "bareReserve", true, 2);
    row(
        "an array of 10,000 numbers passed / by SWIG's int[]",
        Passing.class,
        "copied",
        "bySwig",
        false,
        0.1);
    row(
        "a preview with one callback (the clock) / without",
        Passing.class,
        "previewWithCallback",
        "preview",
        false,
        0);
  }
}
