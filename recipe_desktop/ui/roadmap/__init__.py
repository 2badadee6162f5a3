"""The roadmap in the window: tree and Gantt side by side, the chosen entry, import and paper."""
