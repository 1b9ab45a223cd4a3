using System.Reflection;

namespace Orchestrator.Host;

/// <summary>The version that <c>--version</c>, the session document and telemetry show.</summary>
public static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
