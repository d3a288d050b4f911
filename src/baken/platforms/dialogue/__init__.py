"""What is raised with a platform, what it answers, what is agreed on, and the meetings for that."""
