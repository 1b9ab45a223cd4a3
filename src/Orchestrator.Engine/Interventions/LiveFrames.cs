using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

internal static class LiveFrames
{
    /// <summary>The frame and everything that lives in it, outer ones first.</summary>
    public static IEnumerable<Frame> Under(Frame frame)
    {
        yield return frame;
        foreach (var child in frame.Children ?? [])
        {
            foreach (var found in Under(child))
            {
                yield return found;
            }
        }
    }
}
