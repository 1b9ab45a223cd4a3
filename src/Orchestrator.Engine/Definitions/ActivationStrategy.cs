namespace Orchestrator.Engine.Definitions;

/// <summary>Whether a new instance may begin while others run. Source: section 6 of the format (start guard). It holds for
/// every way to begin: by a person, by an event, by a schedule, as a child.</summary>
public enum ActivationStrategy
{
    AllowAlways,

    /// <summary>One running instance of the definition.</summary>
    Singleton,

    /// <summary>One running instance of the definition with the same correlation id.</summary>
    CorrelatedSingleton,

    /// <summary>One running instance of any definition with the same correlation id.</summary>
    Correlation,
}
