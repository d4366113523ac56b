"""Who is asked: the implementations under judgement."""
