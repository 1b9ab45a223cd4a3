namespace Orchestrator.Engine.Definitions;

/// <summary>Names of types in documents: aliases, or full names with their assembly. Source: section 2.4 of the format.</summary>
internal static class TypeNames
{
    /// <summary>The alias of a type of the base library: <c>System.Int32, System.Private.CoreLib</c> is <c>Int32</c>; a
    /// question mark at the end is dropped. Other names stay as they are.</summary>
    public static string Alias(string name)
    {
        if (name.Contains("[[", StringComparison.Ordinal))
        {
            return name;
        }

        var bare = name.Split(',')[0].Trim().TrimEnd('?');
        return bare.StartsWith("System.", StringComparison.Ordinal) ? bare[(bare.LastIndexOf('.') + 1)..] : bare;
    }
}
