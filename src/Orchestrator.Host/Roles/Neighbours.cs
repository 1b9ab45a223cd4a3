namespace Orchestrator.Host.Roles;

/// <summary>Where the other services of an installation answer; read from <c>ORCHESTRATOR_OFFICE</c>, <c>ORCHESTRATOR_HUMAN_RESOURCES</c>
/// and so on, each one or more addresses separated by semicolons.</summary>
public sealed class Neighbours
{
    private readonly Dictionary<HostRole, IReadOnlyList<Uri>> _addresses;

    private Neighbours(Dictionary<HostRole, IReadOnlyList<Uri>> addresses) => _addresses = addresses;

    /// <summary>Null when the environment names nobody. Throws <see cref="FormatException"/>, which names the variable.</summary>
    public static Neighbours? Read(Func<string, string?> environment)
    {
        var found = new Dictionary<HostRole, IReadOnlyList<Uri>>();
        foreach (var role in HostRoles.Services)
        {
            if (environment(Variable(role)) is { Length: > 0 } text)
            {
                found[role] = [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Address(role, part))];
            }
        }

        return found.Count == 0 ? null : new(found);
    }

    public static string Variable(HostRole role) => "ORCHESTRATOR_" + HostRoles.NameOf(role).ToUpperInvariant().Replace('-', '_');

    /// <summary>Where the role answers; empty when nobody said.</summary>
    public IReadOnlyList<Uri> Of(HostRole role) => _addresses.GetValueOrDefault(role) ?? [];

    private static Uri Address(HostRole role, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/"
            ? uri
            : throw new FormatException($"环境变量 {Variable(role)} 中的“{text}”不是有效的地址，例如 http://office:5080。");
}
