package dev.plinth.checks.ci;

import dev.plinth.dockerfile.SourceText;
import java.util.List;

/** All that rules may know of one file of a pipeline, and of the others of its repository. */
public final class CiFacts {
  private final CiFile file;
  private final Pipelines pipelines;

  CiFacts(CiFile file, Pipelines pipelines) {
    this.file = file;
    this.pipelines = pipelines;
  }

  /** The file. */
  public CiFile file() {
    return file;
  }

  /** Its bytes. */
  public SourceText source() {
    return file.source();
  }

  /** What is scanned by commands and actions that stand in it. */
  public List<Scan> scans() {
    return pipelines.scans().stream().filter(scan -> scan.file().equals(file)).toList();
  }

  /** What is scanned anywhere in the repository. */
  public List<Scan> allScans() {
    return pipelines.scans();
  }

  /**
   * True where something that is not known may run by one of these: files that were not read, or
   * what is called from other repositories.
   */
  public boolean elsewhere(Trigger... some) {
    return pipelines.elsewhere(List.of(some));
  }

  /** What is built by commands and actions that stand in it. */
  public List<ImageBuild> builds() {
    return pipelines.builds().stream().filter(build -> build.file().equals(file)).toList();
  }

  /** The actions and workflows of others that it uses. */
  public List<ActionUse> actions() {
    return pipelines.actions().stream().filter(use -> use.file().equals(file)).toList();
  }

  /** The images that it runs. */
  public List<RunImage> images() {
    return pipelines.images().stream().filter(image -> image.file().equals(file)).toList();
  }
}
